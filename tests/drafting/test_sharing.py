"""Each statement is evidence once, under one name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.drafting.made_up import QUESTION, finding, found

from foedus.drafting.sharing import share_out
from foedus.reporting.threats.signs import sign_table

IDS = [f"s{i}" for i in range(1, 9)]
NOTICED = replace(QUESTION, notice_given=True)
some = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True).map(tuple)
replies = st.lists(
    st.tuples(st.sampled_from(["concede", "talks", "refuse", "deny"]), some, st.booleans()), max_size=3
)
signs = st.dictionaries(st.sampled_from([sign.id for sign in sign_table()]), some)


@given(
    some, replies, signs, some, st.booleans(), st.booleans(),
    st.sampled_from([None, "2031-02-27", "2030-06-01"]), st.frozensets(st.sampled_from(IDS), max_size=2),
    st.one_of(st.just(()), some),
)  # fmt: skip
def test_no_statement_is_used_twice(signal, answers, told, doubts, noticed, dated, day, numbers, vetoes):
    situation = found(
        signal=finding("threat", *signal, on="2030-02-25"),
        replies=tuple(finding(what, *ids, certain=certain) for what, ids, certain in answers),
        signs=told,
        legal_doubts=tuple(finding("doubt", s) for s in doubts),
        deadline=finding("a day", *signal, on=day) if dated else None,
    )
    shares = share_out(situation, NOTICED if noticed else QUESTION, IDS, numbers, vetoes)
    uses = [*shares.signal, *shares.replies, *shares.forced.statements, *shares.law, *shares.vetoes]
    uses += [s for ids in shares.signs.values() for s in ids]
    assert len(uses) == len(set(uses))
    assert set(uses) == shares.taken
    assert not set(numbers) & {s for ids in shares.signs.values() for s in ids}


def shared(question=QUESTION, **more):
    return share_out(found(**more), question, IDS, ())


def test_consent_that_is_needed_is_no_sign_beside_the_veto_players_that_are_named():
    told = found(signs={"approval_needed": ("s2", "s3"), "opposition_at_home": ("s4",)})
    assert set(share_out(told, QUESTION, IDS, ()).signs) == {"approval_needed", "opposition_at_home"}
    shares = share_out(told, QUESTION, IDS, (), ("s2",))
    assert (shares.vetoes, set(shares.signs)) == (("s2", "s3"), {"opposition_at_home"})


def test_a_statement_with_a_sign_counts_as_the_sign_where_another_reports_the_threat():
    shares = shared(signal=finding("threat", "s1", "s2"), signs={"steps_taken": ("s2",)})
    assert (shares.signal, shares.signs) == (("s1",), {"steps_taken": ("s2",)})


def test_the_only_report_of_the_threat_stays_its_report():
    shares = shared(signal=finding("threat", "s2"), signs={"steps_taken": ("s2",)})
    assert (shares.signal, shares.signs) == (("s2",), {})


def test_of_two_signs_the_stronger_one_counts():
    shares = shared(signs={"referred": ("s2",), "pledge_to_stay": ("s2",)})
    assert shares.signs == {"pledge_to_stay": ("s2",)}


def test_one_statement_tells_the_timing_the_day_and_the_others_stay_a_sign():
    day = finding("2031-03-01", "s2", "s3", "s4", on="2031-03-01")
    shares = shared(deadline=day, signs={"deadline_near": ("s2", "s3", "s4"), "talks_stalled": ("s2",)})
    assert shares.forced.statements == ("s3",)
    assert shares.signs == {"talks_stalled": ("s2",), "deadline_near": ("s4",)}


def test_a_day_that_the_timing_does_not_use_stays_a_sign():
    day = finding("2030-09-01", "s2", on="2030-09-01")
    shares = shared(deadline=day, signs={"deadline_near": ("s2",)})
    assert shares.forced.statements == ()
    assert shares.signs == {"deadline_near": ("s2",)}


def test_a_doubt_of_the_law_counts_for_the_law_and_not_as_opposition():
    shares = shared(
        legal_doubts=(finding("doubt", "s2"), finding("doubt", "s3")),
        signs={"opposition_at_home": ("s2", "s4"), "referred": ("s3",)},
    )
    assert shares.law == ("s2",)
    assert shares.signs == {"opposition_at_home": ("s4",), "referred": ("s3",)}


def test_what_a_move_says_is_no_sign_too():
    shares = shared(
        replies=(finding("talks", "s2"),), signs={"talks_under_way": ("s3",), "talks_stalled": ("s4",)}
    )
    assert shares.replies == ("s2",)
    assert shares.signs == {"talks_stalled": ("s4",)}


def test_a_notice_that_the_question_presupposes_is_told_by_who_reports_it():
    shares = share_out(found(signals=(finding("notice", "s3"), finding("threat", "s1"))), NOTICED, IDS, ())
    assert shares.signal == ("s3",)
