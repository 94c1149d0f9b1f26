from xml.etree import ElementTree

import numpy as np
import pytest

from equilibrium.crisis import crisis, crisis_draws
from foedus.catalogue import entry
from foedus.equilibrium.certify import certify
from foedus.equilibrium.picture import branch_svg
from foedus.equilibrium.report import solution_record
from foedus.equilibrium.solver import solve
from foedus.equilibrium.tabular import dataset, frame


def test_a_data_set_names_its_dimensions():
    pytest.importorskip("xarray")
    found = dataset(solve(crisis(), crisis_draws(5), 2.0))
    assert dict(found.sizes) == {"draw": 5, "action": 10, "end": 8}
    np.testing.assert_allclose(found.end_probability.sum("end"), 1.0)
    reply = found.probability.where((found.player == "R") & (found.infoset == 1), drop=True)
    assert reply.label.values.tolist() == ["concede", "resist"]


def test_a_frame_has_a_row_for_each_draw_and_action():
    pytest.importorskip("pandas")
    found = frame(solve(crisis(), crisis_draws(3), 2.0))
    assert len(found) == 30
    sums = found.groupby(["draw", "player", "infoset"]).probability.sum()
    np.testing.assert_allclose(sums, 1.0)


def test_the_picture_of_a_branch_is_one_line_for_each_free_action():
    game = entry("beer_quiche").game()
    record = solution_record(game, precision=4.0)
    root = ElementTree.fromstring(branch_svg(record, game))
    lines = root.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 4
    assert all(len(line.get("points").split()) == len(record["branch"]["precision"]) for line in lines)


def test_points_put_in_between_lie_on_the_branch():
    """Beer and quiche is followed in a dozen steps; all 60 points are equilibria at their precision."""
    game = entry("beer_quiche").game()
    branch = solution_record(game, precision=4.0)["branch"]
    assert len(branch["precision"]) > 40
    assert (np.diff(branch["precision"]) > 0).all()
    logs = np.log(np.array(branch["probabilities"])).T
    assert certify(game, logs, None, np.array(branch["precision"])).residual.max() < 1e-8
