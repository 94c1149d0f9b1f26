"""The reader as a whole: statements of articles, whatever the text; the example case against its key."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger import Article, Statement
from foedus.ledger.statement import words_at
from foedus.provenance import Span
from foedus.reporting.intake.articles import take_in
from foedus.reporting.meaning.lexicon import LEXICONS, reading
from foedus.reporting.read import Asked, read_article, read_folder_articles

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "us-japan-2019"
KEY = Path(__file__).with_name("example_key.json")
SHARED = Path(os.environ.get("FOEDUS_SHARED", ROOT.parent / "shared"))

TEXT = """Norway may quit herring treaty

BERGEN (Fjord Agency - 2nd May, 2021) Norway threatened on Monday to withdraw from the fisheries treaty with Iceland, \
according to the Oslo Herald.

"It is very unlikely that Norway would leave the treaty. There are too many in parliament who are opposed to it. \
The threat is a means of winning quota," Ada Berg, a professor of law at the University of Bergen, said.

If Norway left the treaty, the islands would close their ports. Worse still, Iceland may also buy patrol ships.

The professor added that talks would go on. The treaty was signed in 1976.
"""


def article(text, name="a.txt", **fields):
    return Article(name, text, Span(0, len(text)), outlet="Bergen Post", **fields)


@pytest.fixture(scope="module")
def statements():
    return read_article(article(TEXT))


def one(statements, words):
    [found] = [s for s in statements if words in s.words]
    return found


def test_in_the_order_of_the_text_with_stable_ids(statements):
    assert [s.content[0] for s in statements] == sorted(s.content[0] for s in statements)
    assert [s.id for s in read_article(article(TEXT))] == [s.id for s in statements]
    assert len({s.id for s in statements}) == len(statements)


def test_spans_are_their_words(statements):
    for s in statements:
        assert words_at(TEXT, s.content) == s.words
        assert s.phrase is None or words_at(TEXT, s.phrase_span) == s.phrase
        assert all(TEXT[c.start : c.end].strip() for c in (*s.condition, *s.source, *s.cue))


def test_a_quotation_shares_its_attribution(statements):
    quoted = [s for s in statements if s.voice == "direct"]
    assert [s.words for s in quoted] == [
        "It is very unlikely that Norway would leave the treaty",
        "There are too many in parliament who are opposed to it",
        "The threat is a means of winning quota",
    ]
    assert {s.speaker for s in quoted} == {"Ada Berg"}
    assert len({s.attribution for s in quoted}) == 1
    assert {s.through for s in quoted} == {("Bergen Post",)}
    assert [s.kind for s in quoted] == ["assessment", "reason", "motive"]


def test_i_think_is_said_in_one_s_own_words():
    text = '"I think that Norway will leave the pact. It is late," Ada Berg said.'
    found = read_article(article(text))
    assert [s.words for s in found] == ["I think that Norway will leave the pact", "It is late"]
    assert {(s.speaker, s.voice) for s in found} == {("Ada Berg", "direct")}
    assert len({s.attribution for s in found}) == 1


def test_doubt_is_a_word_of_probability():
    found = one(
        read_article(article("Ada Berg doubts that Norway will leave the pact.")), "Norway will leave"
    )
    assert found.speaker == "Ada Berg"
    assert found.phrase is not None


def test_an_evidential_is_no_probability():
    found = one(
        read_article(article("Lund reportedly thinks that the pact is unfair.")), "the pact is unfair"
    )
    assert (found.phrase, found.evidential, found.likelihood) == ("reportedly", "reportedly", None)


def test_the_role_means_the_speaker(statements):
    assert one(statements, "talks would go on").speaker == "Ada Berg"


def test_the_outlet_speaks_for_itself(statements):
    fact = one(statements, "signed in 1976")
    assert (fact.speaker, fact.through, fact.voice, fact.attribution) == ("Bergen Post", (), "author", "")
    assert fact.source == fact.cue == ()


def test_the_condition_goes_on(statements):
    assert one(statements, "patrol ships").condition == one(statements, "close their ports").condition != ()


def test_records_survive_the_json(statements):
    for s in statements:
        assert Statement.from_json(json.loads(json.dumps(s.to_json()))) == s


def test_the_lexicon_is_a_switch():
    for lexicon in LEXICONS:
        found = one(read_article(article(TEXT), lexicon=lexicon), "very unlikely")
        assert found.likelihood == reading("very unlikely", lexicon)


def test_an_unknown_lexicon_is_refused():
    with pytest.raises(ValueError, match="unknown lexicon"):
        read_article(article(TEXT), lexicon="tea leaves")


def test_a_speaker_has_one_name_in_a_folder():
    full = article('"It is likely that Norway leaves," Ada Berg said.', "1.txt")
    short = article('"It is unlikely that Norway stays," Berg said.', "2.txt")
    read = read_folder_articles([full, short])
    assert {s.speaker for s in read.statements} == {"Ada Berg"}
    assert {s.article for s in read.statements} == {"1.txt", "2.txt"}


def test_two_of_one_last_name_stay_apart():
    texts = ('"It is late," Ada Berg said.', '"It is early," Eva Berg said.', '"It is noon," Berg said.')
    read = read_folder_articles([article(text, f"{i}.txt") for i, text in enumerate(texts)])
    assert {s.speaker for s in read.statements} == {"Ada Berg", "Eva Berg", "Berg"}


def test_a_question_says_which_threat_is_meant():
    text = "A change of the herring treaty with Iceland is likely. It dates from 1976."
    assert read_folder_articles([article(text)]).threat is None
    asked = Asked("Norway", "Iceland", "herring treaty")
    read = read_folder_articles([article(text)], asked=asked)
    assert read.threat is not None
    assert read.threat.threatener == "Norway"


def test_of_the_head_only_the_title_is_read():
    head = "OUTLET: Bergen Post says that it is late\nTITLE: Norway may leave herring treaty\n\n"
    text = head + "The treaty was signed in 1976."
    found = read_article(Article("a.txt", text, Span(len(head), len(text)), outlet="Bergen Post"))
    assert [s.words for s in found] == ["Norway may leave herring treaty", "The treaty was signed in 1976"]


@pytest.mark.parametrize("text", ["", " \n\n ", "...", '"', "“”", "\ufeff", "a" * 3000, "?! " * 200])
def test_nothing_to_read(text):
    assert all(s.words.strip() for s in read_article(article(text)))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, len(TEXT)),
    st.text(st.characters(codec=None), max_size=30),
    st.integers(0, len(TEXT)),
)
def test_mangled_text_is_read_without_fault(cut, end, noise, at):
    kept = TEXT[: min(cut, end)] + TEXT[max(cut, end) :]
    text = kept[:at] + noise + kept[at:]
    for s in read_article(article(text)):
        assert words_at(text, s.content) == s.words
        assert s.phrase is None or words_at(text, s.phrase_span) == s.phrase
        for span in (*s.content, *s.source, *s.cue, *s.condition, *s.phrase_span):
            assert 0 <= span.start < span.end <= len(text)


# The level reached on the key of the example case, which was written before any of its reports was read. A fall below
# it is a fault; a rise moves it up.
FLOOR = {"found": 79, "speaker": 66, "through": 70, "voice": 75, "phrase": 10, "condition": 6, "kind": 72}


@pytest.fixture(scope="module")
def level():
    """How many statements of the key are found, and in how many of these each field is right."""
    key = json.loads(KEY.read_text(encoding="utf-8"))
    read = read_folder_articles(take_in([EXAMPLE]).articles)
    texts = {name: (EXAMPLE / name).read_bytes().decode() for name in key["articles"]}
    reached = dict.fromkeys(FLOOR, 0)
    for gold in key["statements"]:
        text = texts[gold["article"]]
        want = _words(text, gold["content"])
        slack = _words(text, [gold["condition_span"]]) if gold["condition_span"] else set()
        best, score = None, 0.0
        for s in read.statements:
            have = _words(text, s.content) if s.article == gold["article"] else set()
            for a, b in ((want, have), (want | slack, have | slack), (want - slack, have - slack)):
                like = len(a & b) / len(a | b) if a and b else 0.0
                best, score = (s, like) if like > score else (best, score)
        if best is None or score < 0.5:
            continue
        reached["found"] += 1
        reached["speaker"] += _plain(best.speaker) == _plain(gold["speaker"])
        reached["through"] += list(map(_plain, best.through)) == list(map(_plain, gold["through"]))
        reached["voice"] += best.voice == gold["voice"]
        reached["phrase"] += bool(gold["phrase"]) and (best.phrase or "").lower() == gold["phrase"].lower()
        reached["condition"] += bool(slack and _words(text, best.condition) & slack)
        reached["kind"] += best.kind == gold["kind"]
    return reached


def _words(text, spans):
    return {m.start() for m in re.finditer(r"\w+", text) for a, b in spans if m.start() < b and m.end() > a}


def _plain(name):
    words = re.findall(r"[a-z0-9]+", (name or "").lower())
    return " ".join(w for w in words if w not in ("the", "us", "president", "news"))


@pytest.mark.parametrize("field", FLOOR)
def test_the_example_is_read_as_well_as_before(level, field):
    assert level[field] >= FLOOR[field], level


def test_the_key_s_quotations_stand_in_the_reports():
    key = json.loads(KEY.read_text(encoding="utf-8"))
    for gold in key["statements"]:
        text = (EXAMPLE / gold["article"]).read_bytes().decode()
        assert " ".join(text[a:b] for a, b in gold["content"]) == gold["quote"]


@pytest.mark.skipif(not (SHARED / "score" / "seeds.py").is_file(), reason="the first case's key is not here")
def test_the_first_case_reaches_the_bars(tmp_path):
    read = read_folder_articles(take_in([SHARED / "seeds"]).articles)
    ledger = tmp_path / "seeds.jsonl"
    ledger.write_text("".join(json.dumps(s.to_json()) + "\n" for s in read.statements), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / "seeds.py"), str(ledger)],
        capture_output=True,
        text=True,
        check=True,
    )
    shares = {m[1]: int(m[2]) / int(m[3]) for m in re.finditer(r"^(\w+) +(\d+) of +(\d+)", done.stdout, re.M)}
    for field in ("found", "speaker", "through", "phrase", "condition"):
        assert shares[field] >= 0.97, done.stdout
    for field in ("likelihood", "bears_on", "voice"):
        assert shares[field] >= 0.95, done.stdout
    assert shares["kind"] >= 0.85, done.stdout
