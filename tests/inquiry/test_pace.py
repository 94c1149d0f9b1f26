"""By when a move is seen and what follows: one day for all that is told, and the law of total probability."""

import numpy as np
import pytest

from foedus.history.timing import waiting_times
from foedus.inquiry.answer import Answer, SignpostAnswer
from foedus.inquiry.inquire import inquire
from foedus.inquiry.pace import USUAL, Pace
from foedus.inquiry.problem import pose
from foedus.inquiry.weighing import Evidence, weigh

from .small import CLASS, SEEN, TIMING, case, closed_form

DATED = """
timing: {scheduled: {value: 1, because: "assumption: the date decides"}, months_open: MONTHS, because: "computed: dates"}
"""


def ask(*sections: str, deadline: str = "2020-06-25") -> Answer:
    return inquire(case(*sections, deadline=deadline), solve=closed_form, draws=2048)


def within(months: int, timing: str = TIMING) -> Answer:
    year, month = divmod(5 + months, 12)
    return ask(
        CLASS, timing.replace("MONTHS", str(months)), SEEN, deadline=f"{2019 + year}-{month + 1:02d}-28"
    )


def named(answer: Answer, words: str) -> SignpostAnswer:
    (found,) = [s for s in answer.signposts if words in s.event]
    return found


@pytest.mark.parametrize("months", [1, 6, 12, 30])
@pytest.mark.parametrize("timing", [TIMING, DATED])
def test_a_move_seen_and_not_seen_make_up_the_answer(months: int, timing: str) -> None:
    answer = within(months, timing)
    assert answer.signposts
    for course in answer.courses:
        for s in answer.signposts:
            seen, otherwise = s.courses_if_seen[course.id], s.courses_otherwise[course.id]
            assert s.probability * seen + (1 - s.probability) * otherwise == pytest.approx(
                course.probability, abs=1e-6
            )
            assert -1e-12 <= min(seen, otherwise) <= max(seen, otherwise) <= 1 + 1e-12


def test_a_shorter_time_shows_fewer_moves() -> None:
    shown = [within(months) for months in (2, 6, 12, 24)]
    for words in ("carry", "back", "concede", "resist"):
        chances = [named(answer, words).probability for answer in shown]
        assert chances == sorted(chances)


def test_nobody_leaves_who_does_not_act() -> None:
    answer = within(6)
    assert named(answer, "carry").courses_if_seen["exit"] == pytest.approx(1)
    assert named(answer, "carry").courses_otherwise["exit"] == pytest.approx(0, abs=1e-9)
    assert named(answer, "concede").courses_otherwise["revised"] == pytest.approx(0, abs=1e-9)


def test_where_the_date_decides_the_last_move_falls_on_it_and_the_one_before_half_way() -> None:
    answer = within(12, DATED)
    assert {named(answer, words).by[:8] for words in ("carry", "concede")} == {"2020-06-"}
    assert "2019-12-25" <= named(answer, "resist").by <= "2020-01-01"


def test_a_move_is_usually_seen_by_its_day() -> None:
    problem = pose(case(CLASS, TIMING.replace("MONTHS", "12"), SEEN), 1024, 0, closed_form)
    pace = Pace(problem, weigh(problem, Evidence()))
    here = np.array([state.get("act") == "carry_out" for state in problem.states])
    told = pace.expected(here, np.ones(len(here)))
    assert problem.time is not None and told.months is not None
    waiting, age = problem.time.waiting, problem.time.age
    free = 1 - float(np.mean(problem.time.scheduled))
    by_then, in_all = waiting.gained("exit", age, np.array([told.months, 12.0]))
    # of what the date does not decide more has come by then than of all, by the dated part
    assert by_then * free == pytest.approx(USUAL * (in_all * free + 1 - free), abs=0.03)


def test_shares_of_many_months_are_those_of_each() -> None:
    waiting = waiting_times()
    months = np.array([0.0, 0.05, 1.0, 7.5, 24.0, 60.0])
    for course in ("exit", "revised"):
        each = [waiting.share(course, float(m)) for m in months]
        assert waiting.shares(course, months) == pytest.approx(each)
        assert each[0] == 0 and each[-1] == pytest.approx(1)
        told = [waiting.within(2.0, float(m))[course] for m in months]
        assert waiting.gained(course, 2.0, months) == pytest.approx(told)
