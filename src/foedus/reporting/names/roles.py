"""Nouns of roles: which general noun can stand for whom, which offices have one holder, which nouns mean an outlet."""

from __future__ import annotations

HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president senator sen rep representative governor gov "
    "secretary minister prime chancellor premier general gen colonel col captain capt lieutenant lt major maj "
    "sergeant sgt admiral adm ambassador king queen prince princess pope rev reverend judge justice chairman "
    "chairwoman chief congressman congresswoman speaker mayor pm fm mp us u.s. uk foreign former vice deputy hon honourable "
    "honorable eng engr adv advocate comrade ntate mme monsieur madame señor señora senhor don doña dona herr frau fru "
    "datuk dato tun tan sri shri smt alhaji haji hajia ustaz undersecretary under-secretary brig brigadier cdr commander commodore amb cardinal archbishop bishop imam sheikh ayatollah sister".split()
)
"""Words that stand before a name and are none of its parts, in small letters and without full stops."""
TITLES = frozenset(
    "mp mps mep td msp spokesman spokeswoman spokesperson envoy negotiator commissioner lawmaker legislator candidate "
    "leader economist analyst professor lecturer adviser advisor director president-elect chairwoman chairman "
    "lawyer attorney campaigner activist historian strategist researcher scholar scientist columnist "
    "democrat socialist jurist rector dean provost chairperson vice-chancellor vice-minister vice-chairman vice-president".split()
)
"""Titles within what a recogniser took for one name ("Liberal MP Berg"): the name begins after them."""
FORMER = frozenset(("former", "ex", "retired", "onetime"))
"""Before an office: who held it once speaks as one who knows, and no longer for it."""

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
KINDS_OF["congressman"] = KINDS_OF["congresswoman"] = frozenset(("representative",))
KINDS_OF["analyst"] = KINDS_OF["expert"]
KINDS_OF["academic"] = KINDS_OF["researcher"] = KINDS_OF["scholar"]

REPORTS = frozenset(("report", "account", "story", "article", "dispatch", "piece", "editorial", "commentary"))
OUTLET_NOUNS: dict[str, tuple[str, ...]] = {
    "paper": ("paper", "own"), "newspaper": ("paper", "own"), "daily": ("paper", "own"), "tabloid": ("paper", "own"), "commentary": ("own",),
    "piece": ("own",), "article": ("own",), "column": ("own",),
    "editorial": ("own",), "agency": ("agency",), "wire": ("agency",), "broadcaster": ("broadcaster", "own"),
    "network": ("broadcaster",), "magazine": ("magazine", "own"), "weekly": ("magazine", "own"),
    "website": ("site", "own"), "site": ("site",), "outlet": ("own",), "channel": ("broadcaster",), "station": ("broadcaster",),
}  # fmt: skip
"""What kinds of outlet a noun can mean; "own" allows the outlet in hand."""
WRITERS = frozenset(
    ("columnist", "writer", "author", "correspondent", "editorial", "column", "newspaper", "commentary")
)
"""Nouns that after "this" mean the article's own voice."""
OFFICES = frozenset(
    ("president", "chancellor", "premier", "minister", "king", "queen", "pope", "governor", "mayor", "senator", "secretary",
     "ambassador", "commissioner", "prince", "sultan", "emir", "chairman", "speaker", "congressman", "congresswoman")
)  # fmt: skip
"""Nouns of offices with one holder at a time."""
OFFICES_AND_TITLES = OFFICES | TITLES
BEFORE_NAMES = HONORIFICS | OFFICES_AND_TITLES
"""What can stand right before a name."""
HEADLINED = OFFICES | frozenset(
    "leader frontrunner candidate chief head premier president-elect nominee politician strongman ruler billionaire tycoon "
    "lawmaker mp legislator republican democrat conservative populist".split()
)
"""Nouns by which a lead can call whoever speaks in the headline."""
SUBORDINATE = frozenset(
    "official aide adviser advisor spokesman spokeswoman spokesperson source diplomat counterpart ally".split()
)
"""Nouns of those who speak for somebody else."""
OFFICES_OF_VERBS = {
    "head": "head", "lead": "leader", "chair": "chair", "run": "head", "preside": "president", "represent": "representative",
    "command": "commander", "advise": "adviser", "teach": "lecturer", "negotiate": "negotiator", "direct": "director",
    "study": "researcher", "research": "researcher", "sit": "member", "serve": "member", "own": "owner", "edit": "editor",
}  # fmt: skip
"""What the text says somebody does who is introduced by "who", and what they are called for it."""
