"""Veto players that the reports name: whose consent leaving still needs, or who can stop it at home.

A legislature that has to vote, a court that has to rule, a head of state who has to sign, a partner in government, a vote of
the people, a province. Each is told by what statements say: that it must agree (or was asked to rule), and beside that which way it
leans. Whether it is asked at all is no matter of the game; what it does then is (`consent`). Who opposes leaving without
having a say is none (Tsebelis 2002); that is a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.ledger.statement import Statement
from foedus.reporting.names.gazetteer import country_of, kind_of_institution, names
from foedus.reporting.threats.situation import Situation
from foedus.wording import is_plural, with_article

Sort = Literal["legislature", "court", "head of state", "partner", "people", "region", "government"]
Leaning = Literal["for", "open", "against", "has stopped it"]
_IN_THE_WAY = ("against", "has stopped it")
_SURE = 0.5
_A_CLAUSE = 4  # words
_NOT_SAID_OF_IT = frozenset({"demand", "grievance", "motive", "precedent", "consequence"})

_BODIES: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("partner", re.compile(r"\b(?:coalition|junior|governing) partners?\b", re.I)),
    ("people", re.compile(r"\b(?:referendums?|plebiscites?|popular vote)\b", re.I)),
    (
        "court",
        re.compile(
            r"\b(?:constitutional|supreme|high|federal|appeals?|apex|top) (?:court|tribunal)\b|\bcouncil of state\b|\bguardian council\b"
            r"|(?<!International Criminal )(?<!European )\b[Tt]he (?:courts?|judges|constitutional judges)\b",
            re.I,
        ),
    ),
    (
        "head of state",
        re.compile(
            r"\b(?:president|king|queen|monarch|emir|head of state|governor-general)['’]s (?:signature|assent|consent|approval)"
            r"|\b(?:signed|promulgated) by the (?:president|king|queen|monarch|head of state)\b"
            r"|\b(?:president|king|queen|monarch|head of state|governor-general)\b[\w\s.]{0,30}? (?:must|has to|would have to|will have to|has \w+ days to|is to|can refuse to|may refuse to|refuses to|refused to|declined to|has yet to)"
            r" (?:still )?(?:sign|assent|promulgate)\b|\b(?:vote|house|chamber|senate|parliament)\b.{0,30}\band the president (?:to )?sign\b"
            r"|\b(?:on the desk of|then to) (?:the )?president\b",
            re.I,
        ),
    ),
    ("region", re.compile(r"\b(?:provinces?|provincial|cantons|devolved|federal states)\b", re.I)),
    (
        "legislature",
        re.compile(
            r"\b(?:parliaments?|legislature|congress|senate|assembly|(?:upper|lower|second|other|both|single-chamber) (?:house|chamber)s?|houses? of (?:representatives|commons|lords|parliament)"
            r"|both chambers|deputies|senators|lawmakers|MPs|legislators)\b",
            re.I,
        ),
    ),
)
_BEFORE = re.compile(
    r"\b(?:needs?|needed|requires?|required|requiring|subject to|awaits?|depends? on|must (?:get|win|obtain|secure|seek|be \w+ed by|go (?:through|to|before))|"
    r"(?:has|have|had|will have) (?:still )?to (?:be \w+ed by|be put to|go (?:through|to|before)|get|win|obtain|secure|seek)|"
    r"(?:can ?not|can['’]t|could not|may not|illegal|void|unlawfully?)\b[^,;:]{0,80}\bwithout|(?:consent|approval|assent|concurrence) (?:of|from)|"
    r"(?:goes|passes) (?:now )?(?:back )?to|on the desk of)\b[^,;:]{0,70}?$",
    re.I,
)
_AFTER = re.compile(
    r"^(?:['’]s?)?[^.;]{0,25}?(?:\b(?:must|would (?:probably |first |also |then )?have to|(?:still )?ha(?:s|ve) (?:still )?to|needs? to|will have to|has yet to|may have to) (?:still |first |also )?"
    r"(?:approve|vote|pass|agree|consent|sign|ratify|authori[sz]e|endorse|concur|adopt|decide|rule|examine|give|assent|promulgate|be (?:asked|consulted|repealed))"
    r"|['’]s? (?:approval|consent|assent|concurrence|authori[sz]ation|signature|endorsement|permission)\b|\bha(?:s|ve) (?:the (?:final|last) (?:say|word)|a veto)|\b(?:can|could|may) (?:veto|block|stop|refuse))",
    re.I,
)
_NO_NEED = re.compile(
    r"\bneither\b|\bno need\b|\b(?:do|does|did|would)(?: not|n['’]t) (?:need|require|have to)\b|\bneed not\b|\b(?:requires?|needs?) no\b|\bno (?:vote|approval|consent|law|bill)\b"
    r"|\b(?:is|be|was) enough\b|\bwithout (?:asking|consulting|needing|going)\b|\bcan(?!not|['’]t| not)(?: \w+){1,4} without\b|\bcould(?!n['’]t| not)(?: \w+){1,4} without\b|\b(?:signature|approval) only\b|\bonly (?:needs?|requires?)\b|\b(?:two|both) parliaments\b|\b(?:declined|refused)\b.{0,15}\bto require\b|\bhad asked\b|\b(?:could|might)(?: well)? be asked\b",
    re.I,
)
_TO_RULE = re.compile(
    r"\bpending before\b|\b(?:asked|petition\w*|complaint|challenge|suit|case|pending before|hears?|hearing|last word)\b.*\b(?:whether|rule|ruling|examine|check|review|decide|declare|forbid|suspend|annul|may)\b"
    r"|\b(?:to|will|would|is expected to|has yet to|might|may) (?:rule|decide|examine|hear|review|have the last word)\b|\bpetition\b|\bhearing a case\b",
    re.I,
)
_HALTED = re.compile(
    r"\b(?:suspended|halted|blocked|froze|frozen|struck (?:it )?down|annulled|stayed|barred)\b|\b(?:ruled|declared|found)\b.{0,40}\b(?:unlawful|unconstitutional|invalid|void)",
    re.I,
)
_DOUBTED = re.compile(
    r"\bwhether\b|\bunsettled\b|\bunclear\b|\bopen question\b|\bdisputed\b|\b(?:may|might|could) not (?:even )?be (?:legal|lawful|possible|constitutional)\b|\bargu(?:e|es|ed|able|ably)\b",
    re.I,
)
"""That consent is needed is then in doubt, which tells of the law and names no veto player."""
_ONCE = re.compile(
    r"\b(?:first|earlier|previous|last) (?:\w+ )?(?:attempt|notice|time|bill|withdrawal)\b", re.I
)
_QUALIFIED = re.compile(
    r"\b(?:two|three|four)[- ](?:thirds|fifths|quarters)\b|\b(?:qualified|super-?)\s?majority\b", re.I
)
_PRESIDENT = re.compile(
    r"\W*(?:the )?(?:\w+['’]s )?(?:\w+ )?president\b(?! of the (?:court|senate|assembly|chamber|council|parliament))",
    re.I,
)
_FOR = re.compile(
    r"\b(?:dominates?|controls?|commands?|holds? (?:\d+|a (?:\w+ )?majority|the (?:required |necessary )?majority)|does hold|has the (?:votes|numbers)|rubber[- ]stamp\w*|supports? (?:withdrawal|leaving|the exit|it)|"
    r"(?:vowed|promised|pledged|ready|expected|sure|certain|likely) to (?:approve|pass|sign|agree|back|ratify)|will (?:sign|approve|pass|back)|in favou?r of (?:leaving|withdrawal|the exit))\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:lacks?|short of|votes? short|no majority|no longer (?:has|commands) a majority|(?:does|do)(?: not|n['’]t) have (?:the|a) (?:majority|numbers|votes)|isn['’]t there|is not there|(?:scarcely|hardly) (?:conceivable|likely|endorse|give)|"
    r"unlikely to (?:approve|pass|sign|agree|back|endorse)|would (?:hardly|never|not|refuse|reject|bury|block|veto|withhold|oppose)|will (?:not|refuse|reject|block|veto|oppose)|opposes?|opposed|opposition (?:controls|holds|has|commands)|refus\w+|withh[eo]ld\w*|hints? at the latter|"
    r"vote against|divided|reluctant|returned? it)\b",
    re.I,
)


@dataclass(frozen=True)
class VetoPlayer:
    """Somebody at home whose consent leaving needs.

    Attributes:
        sort: what it is.
        name: as a sentence has it: "the Senate of Borduria".
        statements: ids of those that name it, or say that it leans against leaving.
        leaning: which way it leans, by what is said.
        telling: ids of those that tell how it leans.
        qualified: whether more than a plain majority is asked for.
        certain: how certain it is that it has to agree.
    """

    sort: Sort
    name: str
    statements: tuple[str, ...]
    leaning: Leaning = "open"
    telling: tuple[str, ...] = ()
    qualified: bool = False
    certain: float = 1.0


def veto_players(situation: Situation, statements: Sequence[Statement]) -> tuple[VetoPlayer, ...]:
    """The veto players that statements name, one of each sort, in the order in which they are first named."""
    naming: dict[Sort, list[Statement]] = {}
    for statement in statements:
        if _is_about_the_exit(statement, situation):
            for sort in _asked_for(statement):
                naming.setdefault(sort, []).append(statement)
    if _led_by_head_of_state(situation, statements):
        naming.pop("head of state", None)
    return tuple(_player(sort, said, situation, statements) for sort, said in naming.items())


def _is_about_the_exit(statement: Statement, situation: Situation) -> bool:
    """Whether a statement can say what leaving needs: of the threatener, of leaving, and not as a wish."""
    countries = {actor for actor in statement.actors if country_of(actor) == actor}
    return (
        statement.same_as is None
        and statement.kind not in _NOT_SAID_OF_IT
        and statement.bears_on in (None, "exit")
        and ("exit" in (statement.bears_on, statement.given) or _shows(statement, "approval_needed"))
        and (not countries or situation.threat.threatener in countries)
    )


def _shows(statement: Statement, sign: str) -> bool:
    sure = statement.sure_of(sign)
    return sign in statement.signs and (sure is None or sure >= _SURE)


def _asked_for(statement: Statement) -> list[Sort]:
    """The sorts of bodies that a statement says must agree, or were asked to rule."""
    point = statement.point
    if _NO_NEED.search(point):
        return []
    found: list[Sort] = []
    for sort, pattern in _BODIES:
        for body in pattern.finditer(point):
            needed = _BEFORE.search(point[: body.start()]) or _AFTER.match(point[body.end() :])
            told = sort == "head of state" or (sort != "court" and _shows(statement, "approval_needed"))
            ruling = (
                sort == "court"
                and statement.direction == "against"
                and (_TO_RULE.search(point) or _is_halt(statement))
            )
            doubted = sort != "court" and _DOUBTED.search(point)
            if ruling or ((needed or told) and not doubted):
                found.append(sort)
                break
    if "legislature" not in found and _shows(statement, "approval_needed") and _of_legislature(statement):
        found.append("legislature")
    return found


def _is_halt(statement: Statement) -> bool:
    """Whether a statement says that leaving was stopped, and not an earlier attempt."""
    return bool(_HALTED.search(statement.point)) and not _ONCE.search(statement.point)


def _of_legislature(statement: Statement) -> bool:
    return any(kind_of_institution(actor) == "legislature" for actor in statement.actors)


def _led_by_head_of_state(situation: Situation, statements: Iterable[Statement]) -> bool:
    """Whether it is the head of state who threatens, so that nobody waits for his signature."""
    signal = {s for finding in (situation.signal, *situation.signals) for s in finding.statements}
    side_of = situation.threat.side_of
    for_exit = [
        s
        for s in statements
        if len(s.words.split()) >= _A_CLAUSE
        and (s.id in signal or (s.bears_on, s.direction, side_of(s.speaker)) == ("exit", "for", "threatener"))
    ]
    return any(
        _PRESIDENT.search(s.speaker_is) or _PRESIDENT.match(s.speaker) or _PRESIDENT.match(s.words)
        for s in for_exit
    )


def _player(
    sort: Sort, naming: Sequence[Statement], situation: Situation, statements: Sequence[Statement]
) -> VetoPlayer:
    pattern = dict(_BODIES)[sort]
    about = [
        s
        for s in statements
        if s not in naming
        and s.same_as is None
        and s.kind not in _NOT_SAID_OF_IT
        and s.bears_on == "exit"
        and pattern.search(s.point)
    ]
    leaning, told = _leaning(sort, naming, about)
    ids = dict.fromkeys(s.id for s in (*naming, *(told if leaning in _IN_THE_WAY else ())))
    telling = tuple(dict.fromkeys(s.id for s in told))
    qualified = any(_QUALIFIED.search(s.point) for s in naming)
    return VetoPlayer(sort, _named(sort, naming, situation), tuple(ids), leaning, telling, qualified)


def _leaning(
    sort: Sort, naming: Sequence[Statement], about: Sequence[Statement]
) -> tuple[Leaning, list[Statement]]:
    """Which way a body leans, and the statements that tell it."""
    halted = [s for s in (*naming, *about) if sort == "court" and s.direction == "against" and _is_halt(s)]
    if halted:
        return "has stopped it", halted
    against = [s for s in naming if _AGAINST.search(s.point)]
    against += [s for s in about if _shows(s, "opposition_at_home") and _AGAINST.search(s.point)]
    favour = [s for s in naming if _FOR.search(s.point) and not _AGAINST.search(s.point)]
    favour += [s for s in about if s.direction == "for" and _FOR.search(s.point)]
    favour += [s for s in about if sort == "legislature" and _shows(s, "legislature_for_exit")]
    if bool(against) == bool(favour):
        return "open", []
    return ("against", against) if against else ("for", favour)


def _named(sort: Sort, naming: Sequence[Statement], situation: Situation) -> str:
    """A veto player's name in a sentence, with whose it is."""
    whose = situation.threat.threatener
    if sort == "legislature":
        actors = (actor for s in naming for actor in s.actors if kind_of_institution(actor) == "legislature")
        found = next((_known_as(actor) for actor in actors if country_of(actor) == whose), "")
        if found:
            return found
        upper = all(re.search(r"\bsenat|\bupper", s.point, re.I) for s in naming)
        several = "s" if is_plural(whose) else ""
        return f"{'the upper house' if upper else 'the legislature'}{several} of {with_article(whose)}"
    if sort == "court":
        constitutional = any(re.search(r"\bconstitutional", s.point, re.I) for s in naming)
        return f"the {'constitutional court' if constitutional else 'courts'} of {with_article(whose)}"
    named: dict[Sort, str] = {
        "head of state": "the head of state of",
        "partner": "partners in the government of",
        "people": "the voters of",
        "region": "provinces of",
    }
    return f"{named[sort]} {with_article(whose)}"


def _known_as(institution: str) -> str:
    """An institution by the name that tells whose it is: "Congress" of Washington's news is the US Congress."""
    return names()[institution].presumed or institution if institution in names() else institution
