"""A question says which threat is meant; it never makes one out of articles on something else."""

from __future__ import annotations

from foedus.ledger.article import Article
from foedus.provenance import Span
from foedus.reporting.read import Asked, read_folder_articles
from foedus.reporting.threats.situation import situation

ASKED = Asked("Norway", "Iceland", "fisheries treaty (1998)")
QUIET = "The fisheries treaty between Norway and Iceland sets quotas for herring.\n\nMinisters of both countries met in Bergen on Monday."
BREAD = "The town's bakers won a prize for their rye bread on Sunday.\n\nThe mayor said that she was proud of them."


def reading(text, asked=None):
    return read_folder_articles(
        [Article("a.txt", text, Span(0, len(text)), published="2020-03-02")], "survey", asked
    )


def test_articles_that_name_the_agreement_are_read_for_the_question():
    assert reading(QUIET).threat is None
    threat = reading(QUIET, ASKED).threat
    assert threat is not None
    assert threat.threatener == "Norway"
    assert threat.evidence == ()


def test_where_articles_name_only_a_party_the_questions_word_stands_for_the_threat():
    ruling = (
        "A court in Oslo ordered the shutdown of a pipeline.\n\nThe operator said that it expects to appeal."
    )
    assert reading(ruling).threat is None
    found = situation(reading(ruling, ASKED))
    assert found is not None
    assert found.signal.statements == ()
    assert "no article reports the threat itself; the question's word stands for it" in found.unfilled


def test_articles_on_something_else_report_no_threat_whatever_is_asked():
    assert reading(BREAD, ASKED).threat is None
