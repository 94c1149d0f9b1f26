"""The solution of one game as a table for people, with the names that its case gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.game.names import Names
from foedus.game.tree import Game, Terminal, walk

MOST_OUTCOMES, MOST_NASH = 20, 12
LONGEST_ALTERNATIVE = 400  # characters
ALWAYS = 1 - 1e-9  # probability
NO_NAMES = Names()


def solution_text(record: Mapping[str, Any], game: Game, names: Names = NO_NAMES) -> str:
    """The solution as a table, as `foedus solve` prints it.

    Args:
        record: of `report.solution_record`.
        game: the game.
        names: what people call its players, moves and courses.
    """
    return "\n".join(
        [
            game.title or "A game",
            f"Agent quantal response equilibrium at precision λ = {record['precision']:g}",
            *_profile_lines(record, game, names),
            "",
            *_outcome_lines(record, game, names),
            "",
            *_certificate_lines(record),
            *_nash_lines(record, names),
        ]
    )


def _profile_lines(record: Mapping[str, Any], game: Game, names: Names) -> Iterator[str]:
    """Each player with its information sets, each of these with its actions and their probabilities."""
    seen = dict.fromkeys(game.players, 0)
    widest = max((len(names.action(game, h, a)) for h, a in _actions(game)), default=0)
    for player in game.players:
        own = [h for h, infoset in enumerate(game.infosets) if game.players[infoset.player] == player]
        if own:
            yield from ("", names.players.get(player, player))
        for infoset in own:
            shares = list(record["profile"][player][seen[player]].values())
            reached = record["reached"][player][seen[player]]
            seen[player] += 1
            told = "" if reached > ALWAYS else f"  [play comes here with probability {reached:.4f}]"
            yield f"  {names.infoset(game, infoset) or seen[player]}{told}"
            for action, share in enumerate(shares):
                yield f"    {names.action(game, infoset, action):<{widest}}  {share:9.6f}"


def _actions(game: Game) -> Iterator[tuple[int, int]]:
    return ((h, a) for h, infoset in enumerate(game.infosets) for a in range(len(infoset.actions)))


def _outcome_lines(record: Mapping[str, Any], game: Game, names: Names) -> list[str]:
    kind = "courses" if record.get("courses") else "outcomes"
    ways = _ways(game, names)
    shown = [(ways.get(name) or names.course(name), value) for name, value in record[kind].items()]
    width = max([24, *(len(name) for name, _ in shown)])
    if kind == "courses":
        lines = [f"{'course':<{width}}  probability  90 % interval"]
        return lines + [
            f"{name:<{width}}  {course['probability']:11.4f}  {course['low']:.4f} to {course['high']:.4f}"
            for name, course in shown
        ]
    ranked = sorted(shown, key=lambda item: -item[1])
    lines = [f"{'outcome':<{width}}  probability"]
    lines += [f"{name:<{width}}  {share:11.6f}" for name, share in ranked[:MOST_OUTCOMES]]
    return lines + ([f"and {len(ranked) - MOST_OUTCOMES} more"] if len(ranked) > MOST_OUTCOMES else [])


def _ways(game: Game, names: Names) -> dict[str, str]:
    """What leads to each end node without a label, by the number under which the record has it."""
    ends = [visit for visit in walk(game) if isinstance(visit.node, Terminal)]
    return {
        f"end {number}": f"{names.end(game, visit)} (end {number})"
        for number, visit in enumerate(ends, 1)
        if isinstance(visit.node, Terminal) and not visit.node.label and visit.path
    }


def _certificate_lines(record: Mapping[str, Any]) -> list[str]:
    found = record["certificate"]
    count = found["equilibria"]
    lines = [
        f"certificate: residual {found['residual']:.1e} in log-odds, regret {found['regret']:.3g} in payoff units",
        f"equilibria found at this precision: {count}"
        + ("; shown: the principal branch" if count > 1 else ""),
    ]
    lines += [
        f"the branch: {event['kind']} at λ = {event['precision']:.4g}" for event in record["branch"]["events"]
    ]
    for number, other in enumerate(record["alternatives"], 1):
        shares = "; ".join(
            ", ".join(f"{label} {share:.4f}" for label, share in sets.items())
            for player in other["profile"].values()
            for sets in player
        )
        lines.append(f"alternative {number}: {_cut(shares)}")
    return lines + [f"note: {note}" for note in record["notes"]]


def _cut(text: str) -> str:
    return text if len(text) < LONGEST_ALTERNATIVE else text[:LONGEST_ALTERNATIVE] + " ..."


def _nash_lines(record: Mapping[str, Any], names: Names) -> list[str]:
    lines = []
    for number, found in enumerate(record["nash"], 1):
        shown = "; ".join(
            f"{names.players.get(player, player)}: {', '.join(actions)}"
            for player, actions in found["actions"].items()
        )
        threats = ", ".join(found["empty_threats"])
        verdict = "credible" if found["credible"] else f"rests on an empty threat: {threats}"
        lines.append(f"Nash equilibrium {number}: {shown} ({verdict})")
        if number == MOST_NASH:
            lines.append(f"and {len(record['nash']) - MOST_NASH} more")
            break
    return ["", *lines] if lines else []
