"""Reference classes: pooling, the bias by fame, empty classes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputFault
from foedus.history.pooling import dirichlet, pool
from foedus.history.reference_class import choose, correct_for_fame, reference_class

count = st.integers(0, 30)
counts = st.tuples(count, count, count).filter(sum)


@given(counts, st.lists(st.tuples(count, count, count), max_size=5))
def test_pooled_shares_lie_between_the_class_and_the_rest(
    own: tuple[int, ...], rest: list[tuple[int, ...]]
) -> None:
    pooled = pool(own, rest)
    raw = np.array(own) / sum(own)
    low, high = np.minimum(raw, pooled.parent) - 1e-9, np.maximum(raw, pooled.parent) + 1e-9
    assert pooled.mean.sum() == pytest.approx(1)
    assert np.all((low <= pooled.mean) & (pooled.mean <= high))


def test_alike_classes_borrow_more_than_unlike_ones() -> None:
    alike = pool([5, 5], [[50, 50], [51, 49], [48, 52]])
    unlike = pool([5, 5], [[98, 2], [3, 97], [90, 10]])
    assert alike.borrowed > 0.75
    assert unlike.borrowed < 0.45


def test_draws_have_the_pooled_mean() -> None:
    pooled = pool([5, 5, 2], [[9, 20, 13], [12, 4, 6]])
    u = np.random.default_rng(4).random((40_000, 4))
    assert pooled.draws(u).mean(axis=0) == pytest.approx(pooled.mean, abs=0.005)


def test_dirichlet_survives_tiny_parameters() -> None:
    u = np.random.default_rng(1).random((5_000, 3))
    drawn = dirichlet(np.full((5_000, 3), 0.003), u)
    assert np.all(np.isfinite(drawn))
    assert drawn.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.03)


def test_correcting_for_fame_moves_only_towards_fading() -> None:
    chosen = choose(kind="alliance", as_of="2019-06-28")
    as_is, corrected = chosen.ends
    assert as_is["fades"] < chosen.shares()["fades"] < corrected["fades"]
    assert as_is["exit"] / as_is["revised"] == pytest.approx(corrected["exit"] / corrected["revised"])
    shares = np.array([[0.5, 0.2, 0.3]])
    assert correct_for_fame(shares, np.ones(1)) == pytest.approx(shares)


def test_formal_notices_are_on_record_and_need_no_correction_for_fame() -> None:
    as_is, corrected = choose(vehicle="formal_notice").ends
    assert as_is == corrected


def test_the_choice_stops_before_thin_cells_and_says_so() -> None:
    chosen = choose(kind="alliance", vehicle="legislature_vote", as_of="2019-06-28")
    assert "vehicle" not in chosen.where
    assert "leaves only" in chosen.reason
    assert sum(chosen.counts.values()) == chosen.n >= 4


def test_a_row_left_out_does_not_count() -> None:
    whole = choose(kind="alliance")
    without = choose(kind="alliance", exclude=[whole.rows[0]])
    assert without.n == whole.n - 1
    with pytest.raises(InputFault, match="NO-SUCH-ROW"):
        choose(exclude=["NO-SUCH-ROW"])


def test_an_empty_class_is_refused_with_the_condition_that_emptied_it() -> None:
    with pytest.raises(InputFault, match="type in \\[marriage\\]"):
        reference_class({"type": ("marriage",)})
    with pytest.raises(InputFault, match="colour"):
        reference_class({"colour": ("red",)})
    with pytest.raises(InputFault, match="no case"):
        reference_class({}, as_of="1951-01-01")
