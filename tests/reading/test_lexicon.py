"""The lexicon: measured rows rebuilt from the survey, official bands, the half-way rule, caps."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reporting.meaning.lexicon import (
    CEILING,
    FLOOR,
    LEXICONS,
    entries,
    entry_of,
    is_judgement,
    reading,
)

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FOEDUS_SHARED", ROOT.parent / "shared"))
WORDS = st.sampled_from(sorted(entries()))


def test_no_parser_is_needed():
    code = "import foedus.reporting.meaning.likelihood, foedus.reporting.meaning.lexicon, sys; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_surveyed_median_of_very_unlikely():
    # CAPphrase, "Highly Unlikely", 5,174 judgements: numpy.quantile(x, [.5, .05, .95])
    meaning = reading("Very Unlikely")
    assert (meaning.median, meaning.low, meaning.high) == (0.05, 0.01, 0.2)


@pytest.mark.parametrize(
    ("phrase", "lexicon", "low", "high"),
    [
        ("unlikely", "icd203", 0.20, 0.45),  # ICD 203 (2015), D.6.e.(2)(a)
        ("almost certainly", "icd203", 0.95, 0.99),
        ("likely", "phia", 0.55, 0.75),  # PHIA Probability Yardstick
        ("highly unlikely", "phia", 0.10, 0.20),
        ("likely", "nato", 0.60, 0.90),  # AJP-2.1
        ("very likely", "nato", 0.90, CEILING),
    ],
)
def test_official_bands(phrase, lexicon, low, high):
    meaning = reading(phrase, lexicon)
    assert (meaning.low, meaning.high) == (low, high)
    assert meaning.low < meaning.median < meaning.high


def test_words_off_a_scale_take_the_band_next_to_their_surveyed_median():
    assert reading("very good chance", "phia") == reading("very likely", "phia")
    assert reading("little chance", "nato") == reading("very unlikely", "nato")


def test_intensified_word_moves_half_the_way_to_the_end():
    plain, derived = reading("probable"), reading("exceedingly probable")
    assert derived.median == pytest.approx(plain.median + (1 - plain.median) / 2)
    low_plain, low_derived = reading("improbable"), reading("deeply improbable")
    assert low_derived.median == pytest.approx(low_plain.median / 2)


def test_what_is_very_possible_is_more_probable_than_what_is_possible():
    plain, very = reading("possible"), reading("very possible")
    assert very.median == pytest.approx(plain.median + (1 - plain.median) / 2)


def test_negation_moves_half_the_way_beyond_the_mirror():
    assert reading("not probable").median == pytest.approx((1 - reading("probable").median) / 2)
    assert reading("not very probable") == reading("not probable")


def test_other_denials_mean_what_not_means():
    for denial in ("by no means", "neither", "not at all", "anything but"):
        assert reading(f"{denial} probable") == reading("not probable")
        assert reading(f"{denial} certain") is None


def test_a_judgement_of_a_denial_is_one_of_the_contrary():
    assert reading("probably won't") == reading("probably not")
    assert reading("almost certainly will not") == reading("almost certainly not")
    surely, denied = reading("surely"), reading("surely will not")
    assert (denied.low, denied.high) == pytest.approx((1 - surely.high, 1 - surely.low))
    assert is_judgement("probably won't")


def test_what_strengthens_no_further_is_read_past():
    assert reading("no chance whatsoever") == reading("no chance")
    assert reading("no doubt at all") == reading("no doubt")


def test_an_adjective_means_the_same_beside_a_noun_of_probability():
    assert reading("tiny chance") == reading("tiny") == reading("a tiny likelihood")
    assert reading("vanishingly small").median < reading("small chance").median


def test_denied_certainty_says_nothing():
    assert reading("not certain") is None
    assert not is_judgement("not certain")


@pytest.mark.parametrize("phrase", ["may", "Might", "could", "may not", "possibly", "cannot be ruled out"])
def test_possibilities_are_no_judgements(phrase):
    assert reading(phrase) is not None
    assert not is_judgement(phrase)


@pytest.mark.parametrize(
    "phrase", ["very unlikely", "will definitely", "would not", "may well", "a 70 percent chance"]
)
def test_judgements(phrase):
    assert is_judgement(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "reportedly",
        "allegedly",
        "",
        None,
        "less likely",
        "anyone's guess",
        "in doubt",
        "far from certain",
        "growing risk",
        "2/3",
    ],
)
def test_no_probability(phrase):
    assert reading(phrase) is None
    assert not is_judgement(phrase)


@pytest.mark.parametrize(
    ("phrase", "median"),
    [
        ("a 70 percent chance", 0.7),
        ("60-70% probability", 0.65),
        ("one-in-four chance", 0.25),
        ("three in ten", 0.3),
        ("odds of ten to one", 1 / 11),
        ("100-1 shot", 1 / 101),
        ("70-30", 0.7),
        ("two-thirds chance", 2 / 3),
        ("at most a 20 percent chance", 0.1),
        ("nine chances out of ten", 0.9),
    ],
)
def test_numbers(phrase, median):
    assert reading(phrase).median == pytest.approx(median, abs=1e-4)
    assert reading(phrase, "icd203") == reading(phrase)


@pytest.mark.parametrize(
    ("phrase", "row"),
    [("will definitely", "will definitely"), ("would probably", "probably"), ("wouldn't", "would not"),
     ("won't", "will not"), ("may not even", "may not"), ("quite likely", "likely"), ("'d probably", "probably"),
     ("would not bet on", "doubt"), ("a tiny chance", "chances are slight"), ("by no means likely", "unlikely"),
     ("'ll never", "will not"), ("no longer unlikely", "not unlikely")],
)  # fmt: skip
def test_wordings_lead_to_their_row(phrase, row):
    assert entry_of(phrase).phrase == row


def test_unknown_lexicon_is_named():
    with pytest.raises(ValueError, match=r"kent.*survey, icd203"):
        reading("likely", "kent")


@given(WORDS, st.sampled_from(LEXICONS))
def test_every_wording_is_ordered_and_capped(phrase, lexicon):
    meaning = reading(phrase, lexicon)
    assert meaning is not None
    assert FLOOR <= meaning.low <= meaning.median <= meaning.high <= CEILING


@given(st.text(max_size=60), st.sampled_from(LEXICONS))
def test_any_text_is_read_or_refused_without_fault(phrase, lexicon):
    meaning = reading(phrase, lexicon)
    assert meaning is None or FLOOR <= meaning.low <= meaning.median <= meaning.high <= CEILING


def test_each_row_says_where_it_is_from():
    text = resources.files("foedus.reporting.tables").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["status"] for row in rows} <= {"measured", "proxy", "assumption"}
    for row in rows:
        assert row["source"], row["phrase"]
        assert (row["status"] == "measured") <= bool(row["n"]), row["phrase"]
        assert (
            ("CAPphrase" not in row["source"]) or row["status"] != "measured" or "CC-BY 4.0" in row["source"]
        )


@pytest.mark.skipif(not (SHARED / "words").is_dir(), reason="the surveys are not here")
def test_the_documented_command_rebuilds_the_lexicon(tmp_path):
    out = tmp_path / "lexicon.tsv"
    script = ROOT / "scripts" / "build_lexicon.py"
    subprocess.run([sys.executable, str(script), str(SHARED / "words"), "-o", str(out)], check=True)
    shipped = resources.files("foedus.reporting.tables").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    assert out.read_text(encoding="utf-8") == shipped
