"""Names with their article and with a verb in their number."""

from __future__ import annotations

import pytest

from foedus.wording import agreeing, with_article


@pytest.mark.parametrize(
    ("who", "predicate", "shown"),
    [
        ("the United States", "gives notice", "the United States gives notice"),
        ("NATO allies", "gives notice", "NATO allies give notice"),
        ("Mexico and Canada", "refuses", "Mexico and Canada refuse"),
        ("Turkey, Ukraine", "carries it out", "Turkey, Ukraine carry it out"),
        ("Bosnia and Herzegovina", "refuses", "Bosnia and Herzegovina refuses"),
        ("Council of Europe members", "opposes it", "Council of Europe members oppose it"),
        ("the legislature of NATO members", "lets it pass", "the legislature of NATO members lets it pass"),
        ("officials of the Netherlands", "carry it out", "officials of the Netherlands carry it out"),
        ("other parties", "dismiss it", "other parties dismiss it"),
        ("other parties to the Andean Community", "refuses", "other parties to the Andean Community refuse"),
    ],
)
def test_a_verb_agrees_with_its_subject(who, predicate, shown):
    assert agreeing(who, predicate) == shown


@pytest.mark.parametrize("name", ["the United Kingdom", "officials of the Gambia", "Norway"])
def test_an_article_is_not_set_twice(name):
    assert with_article(name) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("World Health Organization", "the World Health Organization"),
        ("Organization of American States", "the Organization of American States"),
        (
            "agrees other terms with Council of Europe members",
            "agrees other terms with the Council of Europe members",
        ),
        ("The Andean Community", "The Andean Community"),
        ("WHO", "WHO"),
        ("ECOWAS", "ECOWAS"),
        ("South Korea", "South Korea"),
    ],
)
def test_a_body_by_its_full_name_takes_an_article(name, shown):
    assert with_article(name) == shown
