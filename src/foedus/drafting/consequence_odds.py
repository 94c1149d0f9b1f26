"""How likely a consequence is once what it follows from has happened, by what is said of it.

What sources say of it are readings of its probability with the errors that judgements of the courses have (the speaker's
own, the origin's, what readers of the phrase differ by; `estimation.readings`), weighed as those are: by how surely they were
read, and by half where a party to the dispute speaks. They move a wide assumption of what comes of anything foreseen, so
that one source's word moves it less than independent sources' do, and five voices on one report hardly more than one. All
that one speaker says is one voice, and what he says with a word of probability goes before what he says without.

The assumption: where things stay as they are, get more or get less, a direction named by chance is right one time in
three; it is so wide that what one expert calls certain comes about in seven of ten cases and what he calls impossible in
one of eight, as Tetlock (2005) found (three quarters, 15 %).

Who says flatly what would follow ("prices would rise") tells that it would, and not how likely: the number is then the
same for all of whom no more is said, and its reason begins with the assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from foedus.drafting.how_likely import is_bare
from foedus.drafting.judging import INTERESTED
from foedus.drafting.sureness import surest
from foedus.estimation.readings import Reading, covariance
from foedus.ledger.statement import Likelihood, Statement
from foedus.reporting.meaning.consequence_names import is_denied
from foedus.reporting.meaning.consequences import is_turned_round
from foedus.reporting.meaning.lexicon import reading

FORESEEN = [0.02, 0.9]
"""5th and 95th percentile of the probability of what somebody foresees, before it is heard how."""
_Z95 = 1.6448536269514722
_FLOOR, _CEILING = 0.001, 0.998  # ends that a person corrected to 0 or 1 have no log-odds
_NARROWEST = 0.001
_NO_WEIGHT = 1e-6
_EXPERTS = "reference: Tetlock 2005, a quarter of what experts called certain did not happen"
_FLAT = "would"


@dataclass(frozen=True)
class Odds:
    """5th and 95th percentile of the probability given the cause, and the reason as a case file has it."""

    ends: list[float]
    because: str


@dataclass(frozen=True)
class _Voice:
    """All that one speaker says of a consequence."""

    said: tuple[Statement, ...]
    heard: Likelihood
    origin: str
    sure: float
    interested: bool
    flat: bool

    @property
    def weight(self) -> float:
        return self.sure * (INTERESTED if self.interested else 1.0)


def odds_given_cause(
    voices: Sequence[Statement],
    origin_of: Mapping[str, str],
    side_of: Callable[[str], str],
    *,
    denied: bool = False,
    foreseen: Sequence[float] = FORESEEN,
) -> Odds:
    """How likely a consequence is once its cause has happened.

    Args:
        voices: the statements that name it, one at least.
        origin_of: statement id → the origin whose error it shares.
        side_of: speaker → threatener, counterpart or outsider.
        denied: whether the consequence's name says that something does not happen; a phrase said of the contrary is
            turned round.
        foreseen: 5th and 95th percentile of its probability before it is heard what is said of it.
    """
    speakers: dict[str, list[Statement]] = {}
    for voice in voices:
        speakers.setdefault(voice.speaker.strip() or voice.article, []).append(voice)
    heard = [_voice(said, origin_of, side_of, denied) for said in speakers.values()]
    return Odds(_posterior(heard, foreseen), _reason(heard, denied))


def _voice(
    said: Sequence[Statement], origin_of: Mapping[str, str], side_of: Callable[[str], str], denied: bool
) -> _Voice:
    with_word = [s for s in said if not _is_flat(s)]
    own = with_word or list(said)
    readings = [_heard(s, denied) for s in own]
    return _Voice(
        tuple(own),
        Likelihood(*(_mean([getattr(r, end) for r in readings]) for end in ("median", "low", "high"))),
        origin_of.get(own[0].id, own[0].speaker),
        surest(own),
        side_of(own[0].speaker) != "outsider",
        not with_word,
    )


def _is_flat(statement: Statement) -> bool:
    return statement.phrase is None or is_bare(statement.phrase) or _meant(statement) is None


def _meant(statement: Statement) -> Likelihood | None:
    return statement.likelihood or reading(statement.phrase)


def _heard(statement: Statement, denied: bool) -> Likelihood:
    """What a statement says of the consequence's name; a flat one says that it holds, or that it does not."""
    if _is_flat(statement):
        flat = reading(_FLAT)
        assert flat is not None  # the lexicon has it
        return flat if is_denied(statement.point) == denied else _contrary(flat)
    meant = _meant(statement)
    assert meant is not None
    return _contrary(meant) if is_turned_round(statement, denied=denied) else meant


def _contrary(said: Likelihood) -> Likelihood:
    return Likelihood(1 - said.median, 1 - said.high, 1 - said.low)


def _mean(probabilities: Sequence[float]) -> float:
    """The mean in log-odds."""
    inside = [min(max(p, _FLOOR), _CEILING) for p in probabilities]
    return float(expit(np.mean(logit(inside))))


def _posterior(heard: Sequence[_Voice], foreseen: Sequence[float]) -> list[float]:
    """5th and 95th percentile once the voices were heard: normal in log-odds, as the assumption before them is."""
    low, high = (float(logit(p)) for p in foreseen)
    mean, variance = (low + high) / 2, ((high - low) / (2 * _Z95)) ** 2
    readings = [
        Reading(str(i), "consequence", v.heard.median, v.heard.low, v.heard.high, v.origin, v.weight)
        for i, v in enumerate(heard)
        if v.weight > _NO_WEIGHT
    ]
    if readings:
        worth = np.linalg.solve(covariance(readings), np.ones(len(readings)))
        precision = 1 / variance + float(worth.sum())
        mean = (mean / variance + float(worth @ [r.value for r in readings])) / precision
        variance = 1 / precision
    ends = (float(expit(mean + side * _Z95 * variance**0.5)) for side in (-1, 1))
    first, last = (round(min(max(end, _FLOOR), _CEILING), 4) for end in ends)
    return [first, max(last, first + _NARROWEST)]


def _reason(heard: Sequence[_Voice], denied: bool) -> str:
    """Whose words give the number, and what else it rests on; it begins with the assumption where they give none."""
    told = [voice for voice in heard if not voice.flat]
    ids = ", ".join(s.id for voice in heard for s in voice.said)
    counted = "; ".join(_counted(heard))
    if not told:
        return (
            f"assumption: said flatly, so that nothing in the articles tells how likely it is, and “{_FLAT}” stands for it; "
            f"statements: {ids}; {counted}; {_EXPERTS}"
        )
    phrases = dict.fromkeys(f"“{s.phrase}”" for voice in told for s in voice.said)
    turned = any(is_turned_round(s, denied=denied) for voice in told for s in voice.said)
    round_ = ", turned round where it is said of the contrary" if turned else ""
    return f"computed: what readers take {' and '.join(phrases)} to mean{round_}; statements: {ids}; {counted}; {_EXPERTS}"


def _counted(heard: Sequence[_Voice]) -> list[str]:
    """How many voices of how many sources there are, and what they count for."""
    origins = {voice.origin for voice in heard}
    one = "one voice of one source" if len(heard) == 1 else f"{len(heard)} voices of {len(origins)} source{'s'[: len(origins) - 1]}"  # fmt: skip
    told = [f"computed: {one}, weighed against the one in three that chance would have right"]
    if any(voice.interested for voice in heard):
        told.append("assumption: a party to the dispute counts half")
    if (least := min(voice.sure for voice in heard)) < 1:
        told.append(f"assumption: counts as it was read aright, with a probability of {least:.2g}")
    return told
