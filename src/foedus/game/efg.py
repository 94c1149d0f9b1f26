"""Games in Gambit's extensive-form notation (.efg), read and written.

The notation (McKelvey, McLennan & Turocy, Gambit) lists the nodes depth-first, one a line:

    EFG 2 R "title" { "S" "R" }
    "comment"
    c "label" 1 "set" { "resolved" 2/5 "bluffing" 3/5 } 0
    p "label" 1 1 "set" { "quiet" "threaten" } 0
    t "label" 1 "outcome" { 0, 0 }

A set or an outcome that was described once may be named by its number alone. Payoffs at a node within the
tree are added to those of every end node below it. Only the numbers of the sets are given up: they are
counted anew, as `tree` counts them.

    >>> game = read_efg('EFG 2 R "g" { "A" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 1/2 } t "" 0')
    >>> read_efg(write_efg(game)) == game
    True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

from foedus.case.expression import Expression
from foedus.errors import GameFault
from foedus.game.tree import Chance, Decision, Game, InformationSet, Node, Terminal, walk

LARGEST_FILE = 64_000_000  # characters; a text beyond this is refused before it is read
DEEPEST_TREE = 400  # moves on one path

_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"|(?P<mark>[{}])|(?P<word>[^\s{},"]+)|(?P<bad>")', re.DOTALL)
LARGEST_DENOMINATOR = 1_000_000  # of a fraction that is short
ROUNDING = 1e-15  # what a few sums in float64 may have moved a probability by
FAR_FROM_ONE = 1e-9  # a sum of probabilities that misses 1 by more was not meant to be 1
LARGEST_NUMBER = 10**100  # payoff units; sums and products of such numbers are still numbers
_NUMBER = re.compile(r"[-+]?(\d+/\d+|(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?)")


@dataclass(slots=True)
class GambitReader:
    """The tokens of a file in one of Gambit's notations, and how far they are read."""

    source: str
    where: str
    tokens: list[re.Match[str]]
    at: int = 0

    @classmethod
    def of(cls, source: str, where: str) -> GambitReader:
        """A reader at the beginning of a text.

        Raises:
            GameFault: the text is longer than `LARGEST_FILE`.
        """
        if len(source) > LARGEST_FILE:
            raise GameFault(f"the file is longer than {LARGEST_FILE:,} characters", where=where)
        return cls(source, where, list(_TOKEN.finditer(source)))

    def fault(self, what: str, *, remedy: str = "") -> GameFault:
        """The fault that the text has here."""
        end = self.tokens[self.at].start() if self.at < len(self.tokens) else len(self.source)
        line = self.source.count("\n", 0, end) + 1
        return GameFault(what, where=f"{self.where}:{line}", remedy=remedy)

    def peek(self) -> tuple[str, str]:
        """Kind and content of the next token; kind is empty at the end."""
        if self.at >= len(self.tokens):
            return "", ""
        match = self.tokens[self.at]
        return str(match.lastgroup), str(match[str(match.lastgroup)])

    def take(self, kind: str, what: str) -> str:
        """The next token, which must be of a kind; ``what`` says in messages what is expected."""
        found, content = self.peek()
        if found != kind:
            raise self.fault(f"{what} is expected, not {content!r}" if found else f"{what} is missing")
        self.at += 1
        return re.sub(r"\\(.)", r"\1", content, flags=re.DOTALL) if kind == "text" else content

    def took_mark(self, mark: str) -> bool:
        """Whether the next token is that brace; it is then passed."""
        if self.peek() == ("mark", mark):
            self.at += 1
            return True
        return False

    def text_if_any(self) -> str | None:
        """The next token if it is a quoted text."""
        return self.take("text", "a label") if self.peek()[0] == "text" else None

    def count(self, what: str) -> int:
        """The next token as a whole number."""
        word = self.take("word", what)
        if not re.fullmatch(r"\d{1,9}", word):
            self.at -= 1
            raise self.fault(f"{what} is expected, not {word!r}")
        return int(word)

    def number(self) -> Fraction:
        """The next token as a number: 3, -1.5e2, 2/3."""
        word = self.take("word", "a number")
        if not _NUMBER.fullmatch(word) or len(word) > 400 or re.search(r"/0+$|[eE][-+]?\d{4,}$", word):
            self.at -= 1
            raise self.fault(f"{word!r} is no number")
        value = Fraction(word)
        if abs(value) > LARGEST_NUMBER:
            self.at -= 1
            raise self.fault(f"{word if len(word) < 40 else word[:40] + '...'} is too large a number")
        return value


@dataclass(slots=True)
class _Line:
    """A node as the file lists it: ``mover`` is (player from 1, or 0 for chance; number of the set)."""

    kind: str
    label: str
    mover: tuple[int, int] = (0, 0)
    outcome: int = 0
    children: list[_Line] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What a file describes once and then names by number."""

    players: int
    labels: dict[tuple[int, int], str] = field(default_factory=dict)
    actions: dict[tuple[int, int], list[tuple[str, Fraction]]] = field(default_factory=dict)
    outcome_labels: dict[int, str] = field(default_factory=dict)
    payoffs: dict[int, list[Fraction]] = field(default_factory=dict)


def read_efg(source: str, *, where: str = "game") -> Game:
    """The game that a text in Gambit's extensive-form notation describes.

    Perfect recall is not asked for here; `tree.validate` checks it.

    Args:
        source: the text of the file.
        where: its name, for messages.

    Raises:
        GameFault: the text is not in the notation (the line is named), or too large.
    """
    reader = GambitReader.of(source, where)
    if reader.take("word", "EFG") != "EFG" or reader.take("word", "the version 2") != "2":
        reader.at = 0
        raise reader.fault("the file does not begin with EFG 2", remedy="give a game in Gambit's notation")
    reader.take("word", "R or D")
    title = reader.take("text", "the title")
    if not reader.took_mark("{"):
        raise reader.fault("the list of players is missing")
    players: list[str] = []
    while not reader.took_mark("}"):
        players.append(reader.take("text", "a player's name or }"))
    comment = (reader.text_if_any() or "").strip()
    sheet = _Sheet(len(players))
    root = _read_nodes(reader, sheet)
    if reader.peek()[0]:
        raise reader.fault("the tree is complete here, yet the file goes on")
    return _assembled(title, players, comment, root, sheet)


def _read_nodes(reader: GambitReader, sheet: _Sheet) -> _Line:
    """All nodes, depth-first, each hung under its parent."""
    root = _read_node(reader, sheet)
    open_nodes = [(root, _children(root, sheet))] if root.kind != "t" else []
    while open_nodes:
        parent, wanted = open_nodes[-1]
        if len(parent.children) == wanted:
            open_nodes.pop()
            continue
        node = _read_node(reader, sheet)
        parent.children.append(node)
        if node.kind != "t":
            open_nodes.append((node, _children(node, sheet)))
            if len(open_nodes) > DEEPEST_TREE:
                raise reader.fault(f"the tree is deeper than {DEEPEST_TREE} moves")
    return root


def _children(node: _Line, sheet: _Sheet) -> int:
    return len(sheet.actions[node.mover])


def _read_node(reader: GambitReader, sheet: _Sheet) -> _Line:
    kind = reader.take("word", "a node (c, p or t)")
    if kind not in ("c", "p", "t"):
        reader.at -= 1
        raise reader.fault(f"a node begins with c, p or t, not {kind!r}")
    node = _Line(kind, reader.text_if_any() or "")
    if kind != "t":
        player = 0
        if kind == "p":
            player = reader.count("the player's number")
            if not 1 <= player <= sheet.players:
                raise reader.fault(f"there is no player {player}")
        node.mover = (player, reader.count("the information set's number"))
        _read_set(reader, sheet, node.mover)
    node.outcome = _read_outcome(reader, sheet)
    return node


def _read_set(reader: GambitReader, sheet: _Sheet, mover: tuple[int, int]) -> None:
    label = reader.text_if_any()
    if label is not None:
        sheet.labels[mover] = label
    if reader.took_mark("{"):
        actions: list[tuple[str, Fraction]] = []
        while not reader.took_mark("}"):
            action = reader.take("text", "an action's label or }")
            actions.append((action, reader.number() if mover[0] == 0 else Fraction(0)))
        if not actions or len(actions) != len(sheet.actions.get(mover, actions)):
            raise reader.fault("the actions of an information set do not agree between its nodes")
        sheet.actions[mover] = actions
    elif mover not in sheet.actions:
        raise reader.fault(f"information set {mover[1]} is named before its actions are listed")


def _read_outcome(reader: GambitReader, sheet: _Sheet) -> int:
    outcome = reader.count("the outcome's number")
    label = reader.text_if_any()
    if label is not None:
        sheet.outcome_labels[outcome] = label
    if reader.took_mark("{"):
        payoffs: list[Fraction] = []
        while not reader.took_mark("}"):
            payoffs.append(reader.number())
        if len(payoffs) != sheet.players:
            raise reader.fault(f"an outcome has {len(payoffs)} payoffs for {sheet.players} players")
        sheet.payoffs[outcome] = payoffs
    elif outcome and outcome not in sheet.payoffs:
        raise reader.fault(f"outcome {outcome} is named before its payoffs are listed")
    return outcome


def _assembled(title: str, players: list[str], comment: str, root: _Line, sheet: _Sheet) -> Game:
    order: list[tuple[int, int]] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.kind == "p" and node.mover not in order:
            order.append(node.mover)
        stack.extend(reversed(node.children))
    order.sort(key=lambda mover: mover[0])
    sets = tuple(
        InformationSet(mover[0] - 1, sheet.labels.get(mover, ""), tuple(a for a, _ in sheet.actions[mover]))
        for mover in order
    )
    numbers = {mover: number for number, mover in enumerate(order)}
    none = [Fraction(0)] * sheet.players
    return Game(title, tuple(players), sets, _built(root, none, sheet, numbers), comment)


def _built(node: _Line, above: list[Fraction], sheet: _Sheet, numbers: dict[tuple[int, int], int]) -> Node:
    here = sheet.payoffs.get(node.outcome) if node.outcome else None
    payoffs = [one + other for one, other in zip(above, here, strict=True)] if here else above
    if node.kind == "t":
        label = sheet.outcome_labels.get(node.outcome, "") if node.outcome else ""
        return Terminal(tuple(Expression.of(float(value)) for value in payoffs), label)
    children = tuple(_built(child, payoffs, sheet, numbers) for child in node.children)
    if node.kind == "p":
        return Decision(numbers[node.mover], children, node.label)
    actions = sheet.actions[node.mover]
    return Chance(
        node.label,
        tuple(action for action, _ in actions),
        tuple(Expression.of(float(share)) for _, share in actions),
        children,
        sheet.labels.get(node.mover, ""),
    )


def write_efg(game: Game) -> str:
    """The game in Gambit's extensive-form notation; the probabilities of each chance move sum to exactly 1.

    Reading it gives the same game, probabilities to within `ROUNDING` where float64 had rounded them.

    Raises:
        GameFault: a payoff or a probability is no number yet.
    """
    lines = [f"EFG 2 R {_quoted(game.title)} {{ {' '.join(_quoted(name) for name in game.players)} }}"]
    lines += [_quoted(game.comment), ""]
    first = [sum(1 for s in game.infosets if s.player < player) for player in range(len(game.players))]
    outcomes: dict[tuple[str, tuple[Expression, ...]], int] = {}
    chances = 0
    for node, _ in walk(game):
        if isinstance(node, Terminal):
            number = outcomes.setdefault((node.label, node.payoffs), len(outcomes) + 1)
            payoffs = ", ".join(_number(part) for part in node.payoffs)
            lines.append(f't "" {number} {_quoted(node.label)} {{ {payoffs} }}')
        elif isinstance(node, Chance):
            chances += 1
            pairs = zip(node.actions, _shares(node.probabilities), strict=True)
            shares = " ".join(f"{_quoted(action)} {share}" for action, share in pairs)
            lines.append(f"c {_quoted(node.label)} {chances} {_quoted(node.infoset_label)} {{ {shares} }} 0")
        else:
            infoset = game.infosets[node.infoset]
            number = node.infoset - first[infoset.player] + 1
            actions = " ".join(_quoted(action) for action in infoset.actions)
            lines.append(
                f"p {_quoted(node.label)} {infoset.player + 1} {number} {_quoted(infoset.label)} "
                f"{{ {actions} }} 0"
            )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shares(parts: tuple[Expression, ...]) -> list[str]:
    """Probabilities whose exact sum is 1, as Gambit wants it: short fractions, else decimals that fill up to 1.

    A third that was computed as 1 - 2/3 is one float64 away from 1/3; it is written as the third that it stands for.
    Probabilities that are far from a sum of 1 are written as they are: that is the game's fault, not the notation's.
    """
    values = [_value(part) for part in parts]
    short = [Fraction(value).limit_denominator(LARGEST_DENOMINATOR) for value in values]
    near = all(abs(float(one) - value) <= ROUNDING for one, value in zip(short, values, strict=True))
    if near and sum(short) == 1:
        return [str(one) for one in short]
    decimals = [Decimal(repr(value)) for value in values]
    with localcontext(prec=400):  # so that nothing is rounded: a float64 has its digits within 10^-324
        last = 1 - sum(decimals[:-1], Decimal(0))
    if last < 0 or abs(last - decimals[-1]) > FAR_FROM_ONE:
        return [_number(part) for part in parts]
    return [*(repr(value) for value in values[:-1]), f"{last:f}"]


def _number(part: Expression) -> str:
    """A number as a short fraction where that is exact in float64, else with all its digits."""
    value = _value(part)
    short = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    return str(short) if float(short) == value else repr(value)


def _value(part: Expression) -> float:
    if part.constant is None:
        raise GameFault(
            f"{part.text} is no number yet", remedy="put numbers in place of the quantities before writing"
        )
    return float(part.constant)
