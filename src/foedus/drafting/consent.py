"""The default model with the veto players that the reports name: each lets an exit pass, or stops it.

They come after the model's own officials and legislature, one behind the other, since leaving needs all of them; a government that
others call on comes before any move to leave. What they do is a
move of chance that everybody foresees: how probable it is that they let an exit pass is a quantity with its reason. Where
the legislature is one of them, what else its opposition could stop is next to nothing. The reference class is told what is usual (``usual``): most past threats met no such veto player, so that to have one sets this
case apart from its class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.drafting.filling import because
from foedus.drafting.model_text import distribution_of, quantity_text, section, with_quantity, with_section
from foedus.drafting.notation import flow
from foedus.drafting.veto_players import Leaning, Sort, VetoPlayer
from foedus.wording import agreeing, is_plural

_PASSED, _STOPPED = "legislature = allow or law = not_binding", "officials = block or law = binding"
"""Where the model's own officials and legislature let an exit pass, and where they stop it."""
_MOVES = "  next:\n"
"""The model's node in which the threatener goes ahead or does not."""
_MOST = 3
_PASS: Mapping[Sort, tuple[list[float], str]] = {
    "legislature": ([6, 2], "reference: Cheibub, Przeworski and Saiegh 2004, legislatures pass three to four in five of a government's bills"),
    "court": ([4, 2], "assumption: courts mostly leave treaties to the executive; wide"),
    "head of state": ([8, 2], "assumption: heads of state mostly sign what was passed"),
    "partner": ([3, 3], "assumption: a partner that has to agree is as likely to refuse; wide"),
    "people": ([3, 3], "assumption: a vote of the people is open"),
    "government": ([1.5, 6], "assumption: a government takes up one in five of the calls of others to leave, so long as the question is open"),
    "region": ([3, 3], "assumption: who has to agree outside of the government is as likely to refuse; wide"),
}  # fmt: skip
"""How probable it is that each sort lets an exit pass where nothing is said of which way it leans (a beta distribution)."""
_QUALIFIED = (
    [3, 3],
    "assumption: more than a plain majority is at the command of one government in two; wide",
)
_LEANING: Mapping[Leaning, tuple[list[float], str]] = {
    "for": ([9, 1], "assumption: who is said to be for it, or can be counted on, agrees nine times in ten"),
    "against": ([2, 5], "assumption: who is said to be against it, or lacks the votes, agrees two times in seven"),
    "has stopped it": ([1, 6], "assumption: what a court has stopped goes on one time in seven"),
}  # fmt: skip
_DOES: Mapping[Sort, tuple[str, str]] = {
    "government": ("takes up the call to leave", "does not take up the call to leave")
}
_ASKED: Mapping[Sort, str] = {
    "court": "is asked to rule on leaving",
    "government": "has yet to take up what others call for",
}
_USUAL: dict[str, list[float]] = {"beta": [19, 1]}
_SAY_BESIDE = {
    "beta": [1, 30],
    "unit": "probability",
    "because": "assumption: beside the consent that it has to give there is little that its opposition can stop",
}
OF_THE_CLASS = "past threats were mostly governments’ own, and in one of five somebody beside had to agree, of whom three in four do: 19 in 20 pass"
"""What is usual in a reference class, in words."""


@dataclass(frozen=True)
class Consent:
    """The model's text with the veto players, their records as actors by id, and what is usual in the reference class."""

    text: str
    actors: Mapping[str, dict[str, Any]]
    usual: Mapping[str, dict[str, list[float]]]


def with_consent(text: str, players: Sequence[VetoPlayer]) -> Consent:
    """The model with the veto players that are named, at most three: those first of whom it is told how they lean.

    Args:
        text: the model, as far as it is filled.
        players: as `veto_players` finds them.
    """
    chosen = sorted(players, key=lambda player: player.leaning == "open" and player.sort != "government")[
        :_MOST
    ]
    if not chosen:
        return Consent(text, {}, {})
    usual: dict[str, dict[str, list[float]]] = {}
    nodes, declared, passed = section(text, "nodes").rstrip("\n"), "", _PASSED
    stopped = _STOPPED
    actors: dict[str, dict[str, Any]] = {}
    if any(player.sort == "legislature" for player in chosen):
        usual["legal_say"] = distribution_of(text, "legal_say")
        text = with_quantity(text, "legal_say", _SAY_BESIDE)
    for i, player in enumerate(chosen, start=1):
        node, quantity = _names(player)
        declared += quantity_text(quantity, _letting_pass(player))
        usual[quantity] = _USUAL
        if player.sort == "government":
            nodes = _before_leaving(nodes, node, quantity, player)
        else:
            nodes += f"\n{_node_text(node, quantity, player, passed)}"
            passed = f"{node} = lets_pass"
            stopped += f" or {node} = stops"
        actors["L" if player.sort == "legislature" else f"V{i}"] = _actor(player)
    text = text.replace(_PASSED, passed).replace(_STOPPED, stopped)
    text = with_section(text, "nodes", nodes)
    before, mark, after = text.partition("  precision:\n")
    return Consent(before + declared + "\n" + mark + after, actors, usual)


def open_leanings(players: Sequence[VetoPlayer]) -> list[str]:
    """What no statement says of the veto players, with what stands for it."""
    return [
        f"no statement tells which way {player.name} {'lean' if is_plural(player.name) else 'leans'}: what such bodies mostly do stands for it"
        for player in players
        if player.leaning == "open" and player.sort != "government"
    ]


def _names(player: VetoPlayer) -> tuple[str, str]:
    stem = player.sort.replace(" ", "_")
    return f"consent_of_{stem}", f"{stem}_lets_pass"


def _letting_pass(player: VetoPlayer) -> dict[str, Any]:
    shape, why = _LEANING.get(player.leaning) or (_QUALIFIED if player.qualified else _PASS[player.sort])
    if player.certain < 1:
        shape, why = (
            _as_certain(shape, player.certain),
            f"{why}; computed: that it has to is certain by {player.certain:g}",
        )
    ids = list(dict.fromkeys((*player.statements, *player.telling)))
    reason = f"statements: {', '.join(ids)}; {why}"
    return {"beta": shape, "unit": "probability", "because": reason}


def _as_certain(shape: Sequence[float], certain: float) -> list[float]:
    """The distribution, as wide as before, where it is not certain that anybody has to agree: else all passes."""
    whole = sum(shape)
    passes = 1 - certain * (1 - shape[0] / whole)
    return [round(whole * passes, 2), round(whole * (1 - passes), 2)]


def _node_text(node: str, quantity: str, player: VetoPlayer, when: str) -> str:
    passes, stops = _DOES.get(player.sort, ("lets an exit pass", "stops an exit"))
    names = {"lets_pass": agreeing(player.name, passes), "stops": agreeing(player.name, stops)}
    chance = {"lets_pass": quantity, "stops": f"1 - {quantity}"}
    return f"  {node}:\n    chance: {flow(chance)}\n    when: {flow(when)}\n    names: {flow(names)}"


def _before_leaving(nodes: str, node: str, quantity: str, player: VetoPlayer) -> str:
    """The nodes with a government that has to take leaving up before there is any move to leave."""
    first = f"{_node_text(node, quantity, player, 'signal != quiet')}\n    seen_by: [S]\n"
    nodes = nodes.replace(_MOVES, first + _MOVES, 1)
    return nodes.replace("drop, leave]", f"drop, {{leave: {node} = lets_pass}}]", 1)


def _actor(player: VetoPlayer) -> dict[str, Any]:
    asked = _ASKED.get(player.sort, "has to agree to leaving")
    return {
        "name": player.name,
        "role": "veto player",
        "because": because(player.statements, f"named as one who {asked}"),
    }
