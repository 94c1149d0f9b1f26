"""Nouns of roles: which general noun can stand for whom, which offices have one holder, which nouns mean an outlet."""

from __future__ import annotations

KINDS_OF: dict[str, frozenset[str]] = {
    "expert": frozenset(
        "professor lecturer analyst researcher fellow economist scientist scholar historian specialist academic author "
        "director adviser advisor coordinator commentator strategist consultant lawyer expert".split()
    ),
    "scholar": frozenset("professor lecturer researcher fellow historian academic scientist".split()),
    "official": frozenset(
        "minister secretary spokesman spokeswoman spokesperson envoy ambassador diplomat official".split()
    ),
    "leader": frozenset("president minister premier chancellor king prime leader chairman chief".split()),
    "lawmaker": frozenset(
        "senator congressman congresswoman representative mp deputy legislator parliamentarian".split()
    ),
    "politician": frozenset(
        "senator congressman congresswoman minister president mp candidate governor mayor".split()
    ),
    "diplomat": frozenset("ambassador envoy consul negotiator minister secretary".split()),
}
"""General nouns and the nouns of roles that they can stand for."""
KINDS_OF["analyst"] = KINDS_OF["expert"]
KINDS_OF["academic"] = KINDS_OF["researcher"] = KINDS_OF["scholar"]

REPORTS = frozenset(("report", "account", "story", "article", "dispatch", "piece", "editorial", "commentary"))
OUTLET_NOUNS: dict[str, tuple[str, ...]] = {
    "paper": ("paper", "own"), "newspaper": ("paper", "own"), "daily": ("paper", "own"), "commentary": ("own",),
    "piece": ("own",), "article": ("own",), "column": ("own",),
    "editorial": ("own",), "agency": ("agency",), "wire": ("agency",), "broadcaster": ("broadcaster", "own"),
    "network": ("broadcaster",), "magazine": ("magazine", "own"), "weekly": ("magazine", "own"),
}  # fmt: skip
"""What kinds of outlet a noun can mean; "own" allows the outlet in hand."""
OFFICES = frozenset(
    ("president", "chancellor", "premier", "minister", "king", "queen", "pope", "governor", "mayor", "senator", "secretary",
     "ambassador", "commissioner", "prince", "sultan", "emir", "chairman", "speaker", "congressman", "congresswoman")
)  # fmt: skip
"""Nouns of offices with one holder at a time."""
