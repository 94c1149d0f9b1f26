"""Weak threats: leaving that is called for by others than the government, which has yet to take the call up.

A party, a candidate, a junior partner, a single minister or a member of parliament can call for leaving and cannot leave. The
past threats of a reference class were made by governments, so that such a call differs from them by one hurdle: that
the government takes it up. It enters the case as a veto player does (`consent`), as far as the reports surely tell it.
"""

from __future__ import annotations

from collections.abc import Sequence

from foedus.drafting.seen import certainty_of
from foedus.drafting.veto_players import VetoPlayer
from foedus.ledger.statement import Statement
from foedus.reporting.threats.situation import Situation
from foedus.wording import with_article

_SIGN = "only_called_for"
_OF_THE_GOVERNMENT = ("decision_announced", "decision_due", "legislature_for_exit")
"""Signs that the government, or the legislature, has taken the matter into its hands."""
_LEAST = 0.5


def government_that_is_called_on(
    situation: Situation, statements: Sequence[Statement]
) -> tuple[VetoPlayer, ...]:
    """The government that has yet to take up a call to leave; none where the threat is its own, or that is not told."""
    by_id = {s.id: s for s in statements}

    def sure(sign: str) -> float:
        told = [by_id[s] for s in situation.signs.get(sign, ()) if s in by_id]
        return certainty_of(sign, told) if told else 0.0

    called = sure(_SIGN)
    own = situation.signal.what == "notice" or any(sure(sign) >= _LEAST for sign in _OF_THE_GOVERNMENT)
    if called < _LEAST or own:
        return ()
    name = f"the government of {with_article(situation.threat.threatener)}"
    return (VetoPlayer("government", name, tuple(situation.signs[_SIGN]), certain=called),)
