"""What would follow first, in one sentence of the bottom line; the full account stands under ‘If it happened’."""

from __future__ import annotations

from foedus.brief import parts
from foedus.brief.consequence_standing import ranked, rise, unaffected, untold
from foedus.brief.document import Parts, Sentence
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import chance, join, say
from foedus.brief.tallies import headline

NAMED, LONGEST = 2, 30
"""Consequences in the sentence, and the words that their names may have together."""


def foreseen(grounds: Grounds) -> Sentence:
    """What hangs most on the question's course, of the consequences whose likelihood is told; else what is named at all."""
    course = headline(grounds)
    direct = [e for e in ranked(grounds) if str(e.get("given")) == course and not unaffected(e)]
    if not direct:
        return say("What would follow, the reports do not say.")
    told = sorted((e for e in direct if not untold(grounds, e)), key=lambda e: (-rise(e), str(e["id"])))
    first = (told or direct)[:NAMED]
    if sum(len(str(e["name"]).split()) for e in first) > LONGEST:
        first = first[:1]
    named: list[Parts] = [subject_name(grounds, str(e["id"])) for e in first]
    if not told:
        more = ", among others," if len(direct) > len(first) else ""
        return say(
            "If it happened, the reports expect",
            more,
            " ",
            parts.listed(named),
            ", without saying how surely.",
        )
    figures = [
        chance(grounds, f"consequences.{e['id']}.probability_given", standing="reported") for e in first
    ]
    shown = [join(name, " (", figure, ")") for name, figure in zip(named, figures, strict=True)]
    return say("If it happened, most hangs on it for ", parts.listed(shown), ".", role="judgement")
