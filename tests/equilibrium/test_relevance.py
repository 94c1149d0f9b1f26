from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from equilibrium.crisis import crisis
from foedus.equilibrium.relevance import LARGEST_EXACT, cheapest_cut, components, plan
from foedus.equilibrium.tearing import tear
from foedus.game.arrays import pack
from foedus.game.efg import read_efg

graphs = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.sets(st.integers(0, n - 1), max_size=3), min_size=n, max_size=n)
)


def cyclic(vertices, relevant):
    left = set(vertices)
    while True:
        free = {v for v in left if not relevant[v] & left}
        if not free:
            return bool(left)
        left -= free


@given(graphs)
def test_what_is_not_cut_follows_in_turn(relevant):
    cut, order = plan(relevant, [1] * len(relevant))
    assert sorted([*cut, *order]) == list(range(len(relevant)))
    known = set(cut)
    for vertex in order:
        assert relevant[vertex] <= known | {vertex} and vertex not in relevant[vertex]
        known.add(vertex)


@given(graphs)
def test_the_cut_of_a_small_graph_is_the_cheapest(relevant):
    weight = [1 + v % 3 for v in range(len(relevant))]
    cost = sum(weight[v] for part in components(relevant) for v in cheapest_cut(part, relevant, weight))
    everything = range(len(relevant))
    best = min(
        sum(weight[v] for v in chosen)
        for size in range(len(relevant) + 1)
        for chosen in combinations(everything, size)
        if not cyclic(set(everything) - set(chosen), relevant)
    )
    assert cost == best


def test_a_large_ring_is_cut_once():
    n = 3 * LARGEST_EXACT
    ring = [{(v + 1) % n} for v in range(n)]
    assert len(cheapest_cut(range(n), ring, [1] * n)) == 1


@given(graphs)
def test_components_come_after_what_they_depend_on(relevant):
    seen = set()
    for part in components(relevant):
        assert set().union(*(relevant[v] for v in part)) <= seen | set(part)
        seen |= set(part)
    assert seen == set(range(len(relevant)))


def test_the_crisis_game_has_one_unknown_and_perfect_information_none():
    assert tear(pack(crisis())).size == 1
    ladder = read_efg(
        'EFG 2 R "g" { "A" "B" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 1 2 } p "" 2 1 "" { "x" "y" } 0 '
        't "" 2 "" { 3 1 } t "" 3 "" { 0 2 }'
    )
    assert tear(pack(ladder)).size == 0
