"""The kinds of statements by the rules, from sentences to the row that decided."""

from __future__ import annotations

from typing import get_args

import pytest

from foedus.ledger import Article
from foedus.ledger.statement import Kind
from foedus.provenance import Span
from foedus.reporting.meaning import learned
from foedus.reporting.meaning.kinds import Told, kind_of
from foedus.reporting.meaning.lexicon import reading
from foedus.reporting.read import read_article
from foedus.reporting.tables import rows_of

LEAD = "Norway threatened on Monday to withdraw from the fisheries treaty with Iceland.\n\n"


@pytest.fixture(autouse=True)
def by_the_rules_alone(monkeypatch):
    """What the rules say, without the learned reader, which has tests of its own."""
    monkeypatch.setattr(learned, "model", lambda: None)


def read(text):
    """The statements after a lead that reports a threat to leave a treaty."""
    whole = LEAD + text
    statements = read_article(Article("a.txt", whole, Span(0, len(whole)), outlet="Bergen Post"))
    return [s for s in statements if s.content[0].start >= len(LEAD)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lund has mused about leaving the treaty with Iceland.", "report"),
        ("Iceland denied that talks had failed.", "report"),
        (
            "It is very unlikely that Norway would scrap the treaty, the professor Ada Berg said.",
            "assessment",
        ),
        ("Many commentators regard the idea as unthinkable.", "assessment"),
        ("Norway must be bluffing.", "assessment"),
        ("There are too many in parliament who are opposed to leaving, Ada Berg said.", "reason"),
        ("It may not even be legal to leave without the consent of parliament, Ada Berg said.", "reason"),
        ("Norway is using the threat as a means of exerting leverage, Ada Berg said.", "motive"),
        ("Norway makes the threat in order to win a larger quota, Ada Berg said.", "motive"),
        ("If Norway left the treaty, the ports would close.", "consequence"),
        ("Norwegian withdrawal from the treaty would hurt the islands.", "consequence"),
        ("Under the treaty both countries share the catch of herring.", "obligation"),
        ("The treaty obliges Iceland to open its ports to Norwegian boats.", "obligation"),
        ("Norway left the whaling convention in 1993.", "precedent"),
        ("The prime minister of Norway thinks that the treaty is one-sided.", "grievance"),
        ("The minister complained that Iceland does not pay for the patrols.", "grievance"),
        ("Norway demanded that Iceland pay for the patrols.", "demand"),
        ("The treaty was signed in 1976.", "fact"),
        ("The council will meet on Friday in Tromso.", "fact"),
        ("Norway has repeatedly threatened to leave the treaty.", "report"),
        ("Two years ago Norway left the talks before returning at the last minute.", "precedent"),
        ("Lund has often raised the ports in past disputes.", "precedent"),
        ("The mayors said Iceland has until the end of May to mend the treaty.", "demand"),
        ("Any party must give notice six months ahead.", "obligation"),
        ("The treaty gives Icelandic crews the right to land in Bergen.", "obligation"),
        ("The minister said that the promises on quotas remain unmet.", "grievance"),
        ("Leaving the treaty would lose the islands half of their trade.", "consequence"),
        ("Ada Berg warned that the fishermen of the islands will pay the price.", "consequence"),
        ("Norway's withdrawal from the treaty is likely to cause anger in Iceland.", "consequence"),
        ("Lund warned that the closure of the ports could be put on the table.", "report"),
        ("The idea was backed by the foreign minister.", "report"),
        ("The foreign minister said that there is no Icelandic answer.", "report"),
        ("Iceland will urge a calm answer at the talks in Tromso.", "demand"),
        ("Norway is looking to pull out of the treaty.", "report"),
        ("Lund told the harbours they have until Sunday to mend the treaty.", "demand"),
        ("Leaving the treaty has grave risks.", "reason"),
        ("The ministers are expected to meet in Bergen.", "fact"),
        ("Iceland will present new proposals.", "report"),
        ("The treaty is in limbo.", "assessment"),
    ],
)
def test_kind_of_a_sentence(text, kind):
    found = read(text)
    assert kind in [s.kind for s in found], [(s.kind, s.words, s.rules) for s in found]
    decided = next(s for s in found if s.kind == kind)
    assert any(rule.startswith("kind: ") for rule in decided.rules)


def test_a_judgement_under_unless_is_no_consequence():
    [found] = read("The odds are virtually zero, unless Lund is out of his mind.")
    assert found.kind == "assessment"


def test_a_commitment_of_a_party_is_a_report():
    """Its phrase means what it means; that a bare future counts as nobody's estimate is for the case to say."""
    found = read(
        "The government of Norway said that it is ready. Norway said that Norway would leave the treaty soon."
    )
    plan = next(s for s in found if "would leave" in s.words)
    assert plan.kind == "report"
    assert (plan.phrase, plan.likelihood) == ("would", reading("would"))


def test_rows_name_known_kinds_and_flags():
    flags = {"phrase", "judgement", "estimate", "possibility", "would", "modal", "plain_will", "own_plan", "commentary", "conditional",
             "depends", "asking", "judging", "attributed", "past", "exits_this", "exits_main", "done", "done_main", "musing",
             "speaks_for", "threat_subject", "duty_bearer", "denied"}  # fmt: skip
    of_clause = {"passive", "negated", "copular", "appraises", "gradable", "position", "deontic", "infinitive", "progressive",
                 "actor", "staff", "move_noun", "subject_pointing", "subject_dummy", "subject_event", "subject_person",
                 "object_appraised", "agent_acts", "foreign", "heading", "verbless", "causal", "ultimatum", "old", "earlier", "blaming", "viewing", "commanding", "promising", "predicting", "wanting",
                 "warning", "by_party", "by_insider", "by_press", "by_expert", "by_other"}  # fmt: skip
    known = flags | of_clause | {row["class"] for row in rows_of("verb_classes.tsv")} | {"threatener"}
    rows = rows_of("kinds.tsv")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in get_args(Kind)
        assert {flag.lstrip("!") for flag in row["needs"].split()} <= known, row["id"]
    assert {row["kind"] for row in rows} == set(get_args(Kind))


def test_an_expert_of_a_party_s_nation_commits_nobody():
    found = read("Norway will leave the treaty by summer, a former Norwegian diplomat said.")
    forecast = next(s for s in found if "will leave" in s.words)
    assert forecast.kind == "assessment"
    assert forecast.likelihood is not None


def test_an_exit_under_a_condition_is_judged():
    found = read("If the vote is lost, Norway will probably leave the treaty.")
    assert [(s.kind, s.phrase) for s in found] == [("assessment", "will probably")]


def test_an_indirect_question_estimates_nothing():
    found = read("The writer Ada Berg asked whether Norway will leave the treaty.")
    assert all(s.phrase is None for s in found)


def test_without_any_sign_it_is_a_fact():
    assert kind_of(Told("the sky is grey")) == ("fact", "fact")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # moves and positions, in the paper's own voice
        ("The prime minister has not decided.", "report"),
        ("Norway has begun to prepare a notice of withdrawal.", "report"),
        ("The foreign minister refused to say when talks would resume.", "report"),
        ("The government moved to dismantle the treaty this week.", "report"),
        ("Oslo will set its own quotas by June.", "report"),
        ("The ministry made no mention of an extension.", "report"),
        ("His advisers are urging him to drop the plan.", "report"),
        ("Kari Lund instructed officials to draft a notice.", "report"),
        # what is usual, scheduled or long past is no move
        ("The ministry normally does not comment on leaks.", "fact"),
        ("The two ministers will meet in Tromso on Friday.", "fact"),
        ("The fleet employs four thousand people.", "fact"),
        # requests between states, and threats tied to demands
        ("Danish and Swedish leaders have pleaded with Norway to stay.", "demand"),
        ("Norway must get a larger quota or it will go its own way.", "demand"),
        ("Lund gave Iceland until June to lift the ban.", "demand"),
        ("The treaty should be kept, the Swedish minister said.", "demand"),
        # complaints
        ("The governing party has long criticised Iceland for its subsidies.", "grievance"),
        ("Iceland has failed to honour its promises, the Norwegian minister said.", "grievance"),
        # judgements
        ("It was not clear what the two sides had agreed.", "assessment"),
        ("It is hard to predict, an official said.", "assessment"),
        ("The analyst Ada Berg called the tariff a first shot.", "assessment"),
        ("That is a colossal mistake, said the economist Ada Berg.", "assessment"),
        ("I do not believe that he means it, said the professor Ada Berg.", "assessment"),
        # what follows, and what stands in the way
        ("That would remove the last limit on trawlers, critics say.", "consequence"),
        ("A withdrawal could trigger a trade war.", "consequence"),
        ("Any withdrawal would require an act of parliament.", "reason"),
        ("The president cannot terminate the treaty unilaterally, said the lawyer Ada Berg.", "reason"),
        # purposes told by others
        ("Lund wants to show strength to her voters, said the analyst Ada Berg.", "motive"),
        ("The threat is a tactic to win concessions.", "motive"),
        # procedure
        ("Six months' notice is required before the treaty ends.", "obligation"),
        ("Article 12 of the treaty allows members to leave at any time.", "obligation"),
    ],
)  # fmt: skip
def test_who_does_what_decides(text, kind):
    found = read(text)
    assert kind in [s.kind for s in found], [(s.kind, s.words, s.rules) for s in found]


def test_a_pledge_on_a_condition_is_no_consequence():
    found = read('"The notice will be withdrawn if the quotas rise," the prime minister of Norway said.')
    assert [s.kind for s in found] == ["report"]
    assert found[0].condition


def test_what_the_observer_foresees_is_no_plan_of_theirs():
    found = read("The Danish prime minister predicts that Norway will leave the treaty.")
    forecast = next(s for s in found if s.words.endswith("will leave the treaty"))
    assert forecast.kind == "assessment"


def test_the_same_clause_by_a_party_and_by_an_observer():
    by_party = read("The Norwegian government said that Norway remains committed.")
    assert {s.kind for s in by_party if "committed" in s.words} == {"report"}
    by_expert = read("The mood is changing, said the historian Ada Berg.")
    assert {s.kind for s in by_expert if "mood" in s.words} == {"assessment"}
