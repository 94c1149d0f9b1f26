import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.equilibrium.graph import Graph
from foedus.equilibrium.lanes import run
from foedus.equilibrium.linear import solve_many
from foedus.equilibrium.tape import split, tape

numbers = st.floats(-2, 2).map(lambda x: round(x, 3))


def program(graph):
    """A function of three inputs that uses every operation."""
    x, y, z = (graph.input(i) for i in range(3))
    shares, logs = graph.softmax([graph.zero, x, graph.mul(y, z)])
    inner = graph.add(
        graph.mul(shares[1], z), graph.div(logs[2], graph.add(graph.constant(3.0), graph.exp(y)))
    )
    return [inner, graph.sub(graph.log(graph.add(graph.constant(5.0), inner)), graph.mul(x, x))]


def values(graph, outputs, point):
    return run(tape(graph, outputs), range(len(point)), np.array(point, dtype=float)[:, None])[:, 0]


@given(st.tuples(numbers, numbers, numbers))
def test_derivatives_forward_and_backward_are_those_of_differences(point):
    graph = Graph()
    outputs = program(graph)
    inputs = [graph.input(i) for i in range(3)]
    forward = values(graph, [part for row in graph.tangents(outputs, inputs) for part in row], point)
    backward = []
    for output in outputs:
        carried = graph.adjoints({output: graph.one})
        backward += [carried.get(node, graph.zero) for node in inputs]
    step = 1e-6
    slopes = [
        (
            values(graph, outputs, np.add(point, step * unit))
            - values(graph, outputs, np.subtract(point, step * unit))
        )
        / (2 * step)
        for unit in np.eye(3)
    ]
    np.testing.assert_allclose(forward.reshape(2, 3), np.array(slopes).T, atol=1e-7)
    np.testing.assert_allclose(values(graph, backward, point), forward, atol=1e-12)


def test_equal_nodes_are_made_once_and_numbers_are_worked_out():
    graph = Graph()
    x, y = graph.input(0), graph.input(1)
    assert graph.add(x, y) == graph.add(y, x)
    assert graph.mul(graph.constant(2.0), graph.constant(3.0)) == graph.constant(6.0)
    assert graph.mul(x, graph.zero) == graph.zero
    assert graph.sub(x, x) == graph.zero


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=5))
def test_a_program_in_two_parts_gives_the_same(points):
    graph = Graph()
    outputs = program(graph)
    rows = np.array(points, dtype=float).T
    parts = split(graph, outputs, [0])
    kept = run(parts.before, range(3), rows)
    indices = [0, *(parts.offset + j for j in range(len(kept)))]
    np.testing.assert_array_equal(
        run(parts.loop, indices, np.vstack([rows[:1], kept])), run(tape(graph, outputs), range(3), rows)
    )


def test_large_log_odds_neither_overflow_nor_lose_their_logarithms():
    graph = Graph()
    shares, logs = graph.softmax([graph.zero, graph.input(0)])
    found = values(graph, [*shares, *logs], [2000.0])
    np.testing.assert_array_equal(found, [0.0, 1.0, -2000.0, 0.0])


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_many_small_systems_are_solved_with_their_determinants(size):
    random = np.random.default_rng(0)
    matrices, right = random.normal(size=(50, size, size)), random.normal(size=(50, size, 2))
    expected = np.linalg.solve(matrices, right)
    for sides in (right, right[..., :1]):
        given = np.squeeze(sides.transpose(1, 2, 0).copy())
        found, determinant = solve_many(matrices.transpose(1, 2, 0).copy(), given.reshape(size, -1, 50))
        np.testing.assert_allclose(found.transpose(2, 0, 1), expected[..., : sides.shape[-1]], rtol=1e-7)
        np.testing.assert_allclose(determinant, np.linalg.det(matrices), rtol=1e-9)
    one, _ = solve_many(matrices.transpose(1, 2, 0).copy(), right[..., 0].T.copy())
    np.testing.assert_allclose(one.T, expected[..., 0], rtol=1e-7)
