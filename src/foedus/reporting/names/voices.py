"""Who can have a voice: people, groups, institutions and texts, as against events and things.

"The minister challenged the plan" attributes, "the flood challenged the plan" doesn't. Names and personal pronouns can
speak, and so can common nouns for people (also by their endings: -er, -ist, -man, ...), groups, institutions and
texts. The lists are of common English nouns by WordNet's lexicographer files noun.person, noun.group and
noun.communication (Fellbaum 1998), chosen by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset(
    "activist actor actress adult adviser advisor advocate agent aide ally ambassador analyst anchor artist associate "
    "athlete attorney aunt author baby banker billionaire bishop boss boy brother businessman candidate captain caucus "
    "celebrity chair chairman chairwoman champion chancellor chief child citizen clerk client coach colleague columnist "
    "comedian commander commentator commissioner company congressman congresswoman conservative consul consultant consumer "
    "correspondent councilman counsel counterpart couple critic customer czar dad daughter dean delegate democrat deputy "
    "dictator diplomat director doctor donor dove economist editor elite emperor employee engineer envoy executive expat expert "
    "family farmer father fellow feminist fighter figure foe folk former founder freshman friend general gentleman girl "
    "governor grandmother grandfather graduate guest guy hawk head heir hero historian host husband immigrant incumbent "
    "independent individual insider inspector insurgent intellectual investor jihadist journalist judge juror justice kid "
    "king lady landlord lawmaker lawyer leader lecturer legislator liberal lieutenant lord loyalist magnate man manager "
    "marine mayor member merchant migrant militant millennial millionaire minister mogul mom monarch mother mp name native "
    "negotiator neighbor neighbour newcomer nobody nominee nurse observer officer official opponent organizer organiser owner "
    "panelist parent participant partisan partner passenger pastor patient patriot people person physician pilot player "
    "poet policeman politician pollster pope populist premier president priest prime prince princess principal prisoner "
    "producer professional professor progressive prosecutor protester protestor pundit rebel refugee relative reporter "
    "representative republican researcher resident respondent rival ruler scholar scientist secretary senator servant sheriff "
    "shareholder sibling sister skeptic sceptic soldier somebody someone son source speaker specialist spokesman spokesperson "
    "spokeswoman staff staffer star statesman strategist striker student superdelegate supporter surrogate teacher technician "
    "teen teenager thinker tourist trader traveler traveller treasurer tycoon union user vet veteran veep viewer villager "
    "volunteer voter watchdog whistleblower white widow wife winner witness woman worker writer youth everybody everyone "
    "admiral colonel sergeant surgeon neurosurgeon umpire enthusiast enemy moderate troop innocent chancellery devil one none "
    "anyone anybody others other many some few most several all majority minority half third quarter percent dozen".split()
)
_GROUPS = frozenset(
    "academy administration agency alliance army assembly association audience authority band bank bar bench bloc board body "
    "brotherhood bureau business enterprise chancery cabinet camp campaign caucus center centre chamber church circle city class clinic club coalition college "
    "command commission committee commonwealth community company conference congress consortium corporation council country county "
    "court crowd defence defense delegation department electorate embassy establishment faction faculty federation firm force "
    "foundation front gang generation government group house household industry insurer institute institution jury kingdom "
    "league leadership legislature lobby magazine management media military ministry mission movement nation navy "
    "network newspaper newsroom nonprofit office opposition organization organisation outlet pac panel parliament party "
    "police population power press province public regime republic school secretariat senate service side site society state "
    "studio syndicate team tribe tribunal university unit wing world junta presidency palace cooperative guild chapter brass intelligence television radio".split()
)
_TEXTS = frozenset(
    "account ad advert advertisement affidavit agreement analysis announcement answer article assessment autobiography bill "
    "biography blog book broadcast brief caption charter claim column comment commentary communique communiqué complaint "
    "constitution contract cover data declaration deal decision decree dispatch document documentary draft editorial e-mail email essay "
    "estimate evidence figure filing film finding forecast graphic headline indictment interview lawsuit law leaflet letter "
    "manifesto manual mail memo memoir memorandum message motion narrative note notice op-ed opinion order pact paper passage "
    "petition piece placard plan platform play poem policy poll post poster proclamation profile proposal prospectus quote "
    "reading record report research resolution results review ruling rule script section sentence series show sign slogan song speech "
    "statement statistic story study suit summary survey tally text textbook thesis title transcript treaty tweet verdict video "
    "website will words writing rhetoric accord investigation inquiry probe projection banner calculation".split()
)
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "men", "women", "ee", "crat", "naut", "eer", "ers")
_THINGS = frozenset(
    "matter number order power center centre error factor floor door flower river water weather winter summer shower disaster "
    "danger fever behavior behaviour labor labour color colour rumor rumour terror horror honor honour favor favour flavor sector "
    "vigor odor corner cancer cover counter dinner finger hunger layer offer quarter slaughter shoulder silver sponsor surrender "
    "temper theater theatre thunder tower transfer trigger winner wonder anger banner barrier border bumper butter chapter computer "
    "server register degree committee fee guarantee list trillion decor interior exterior humor tumor motor mirror doctor tiger".split()
) - {"winner", "doctor", "sponsor"}
_AGREEMENTS = frozenset(
    "agreement treaty pact accord deal contract charter convention protocol constitution".split()
)
_NO_HOLDERS = frozenset(
    "accident aim amount arm article base battle benefit bid bomb bond budget call case cause chance change clause clock collapse "
    "conflict cost course crisis date day deadline debate debt defeat delay demise dispute driver drop effect effort election end "
    "event exit expiry export fact failure fall fear fight flow force gap goal growth hope hour idea import incident income interest "
    "island issue job lapse level life line loss market matter measure minute missile month mood move name need news nuke oil outcome "
    "past peace phase place point price problem process profit progress project purpose quarrel question quota rate reason "
    "referendum relation rise risk role row rupture sale sanction scale scandal setback shift site situation sort spat spot stage "
    "stake stance step strike stuff subject success summit surge system talk target tariff tax tension term territory terrorism test "
    "thing threat tie timetable tone topic track trade trend trouble turn turnout value view visit vote wait war way weapon week "
    "withdrawal work wrangle year zone pullout pull-out walkout breakup warhead vessel ship plane tank gun".split()
) - {"view", "news", "site", "market", "article", "force", "driver"}
_ABSTRACT = ("tion", "sion", "ness", "ism", "ance", "ence", "ship", "hood", "ing", "ity", "ure", "tude")
_QUANTITIES = frozenset(
    "number proportion lot rest plenty kind thousand hundred dozen score share slew host % percent cent percentage handful".split()
)
_PERSONS = _PEOPLE - _GROUPS
_NO_PERSONS = _THINGS | _GROUPS | _TEXTS
_NO_VOICE = frozenset(("it", "that", "this", "which", "these", "there", "what"))


def is_text(noun: Token) -> bool:
    """Whether a noun names a text or an utterance."""
    return noun.lemma_.lower() in _TEXTS


def is_person(noun: Token) -> bool:
    """Whether a common noun names people."""
    lemma = noun.lemma_.lower()
    return lemma in _PERSONS or (lemma.endswith(_ENDINGS) and lemma not in _NO_PERSONS)


def is_word_for_people(word: str) -> bool:
    """Whether a word in small letters is a common noun for people, whatever it is in a text ("Host Anna Berg")."""
    return word in _PEOPLE


def is_group(noun: Token) -> bool:
    """Whether a common noun names a group of people or an institution."""
    return noun.lemma_.lower() in _GROUPS


def is_agreement(noun: Token) -> bool:
    """Whether a common noun names an agreement between states or others."""
    return noun.lemma_.lower() in _AGREEMENTS


def is_thing(noun: Token) -> bool:
    """Whether a common noun names what has no voice: an event, an amount, a quality, an object."""
    lemma = noun.lemma_.lower()
    if lemma in _PEOPLE or lemma in _GROUPS or lemma in _TEXTS or lemma.endswith("witness"):
        return False
    if lemma == "tank" and noun.i and noun.nbor(-1).lower_ == "think":
        return False
    return lemma in _NO_HOLDERS or lemma in _THINGS or (lemma.endswith(_ABSTRACT) and len(lemma) > 5)


def can_speak(noun: Token) -> bool:
    """Whether a noun or pronoun names somebody or something that can have a voice."""
    if noun.lower_ in _NO_VOICE:
        return noun.lower_ in ("it", "that", "which")  # an institution or a text more often than not
    if noun.pos_ in ("PRON", "PROPN", "NUM", "DET", "ADJ", "X"):
        return True
    lemma = noun.lemma_.lower()
    if lemma in _QUANTITIES:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        kind = next(iter(of.children), None) if of is not None else None
        return kind is None or can_speak(kind)
    if lemma in _PEOPLE or lemma in _GROUPS or lemma in _TEXTS:
        return True
    return lemma.endswith(_ENDINGS) and lemma not in _THINGS
