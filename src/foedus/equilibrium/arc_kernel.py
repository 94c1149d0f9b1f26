"""The walk along branches, compiled by numba: what `arc` does for all draws in step, here draw by draw.

As in `kernels`, a tape runs for `LANES` draws together, and a lane whose draw is finished takes the next.
"""

# The kernels are written for the compiler, which infers their types:
# ruff: noqa: ANN001, ANN201, D103, PLR0912, PLR0915

from __future__ import annotations

import math

import numpy as np
from numba import njit

from foedus.equilibrium.kernels import LANES, SETTINGS, execute


@njit(**SETTINGS)
def eliminate_pair(matrix, right, m):  # type: ignore[no-untyped-def]
    # solves m equations for two right sides in place; the determinant, 0 if singular or not finite
    determinant = 1.0
    for k in range(m):
        best = k
        for j in range(k + 1, m):
            if abs(matrix[j, k]) > abs(matrix[best, k]):
                best = j
        if not abs(matrix[best, k]) > 0.0 or not math.isfinite(matrix[best, k]):
            return 0.0
        if best != k:
            determinant = -determinant
            for c in range(k, m):
                matrix[k, c], matrix[best, c] = matrix[best, c], matrix[k, c]
            for c in range(2):
                right[k, c], right[best, c] = right[best, c], right[k, c]
        determinant *= matrix[k, k]
        for j in range(k + 1, m):
            factor = matrix[j, k] / matrix[k, k]
            if factor != 0.0:
                for c in range(k + 1, m):
                    matrix[j, c] -= factor * matrix[k, c]
                for c in range(2):
                    right[j, c] -= factor * right[k, c]
    for k in range(m - 1, -1, -1):
        for s in range(2):
            total = right[k, s]
            for c in range(k + 1, m):
                total -= matrix[k, c] * right[c, s]
            right[k, s] = total / matrix[k, k]
    return determinant


@njit(**SETTINGS)
def foresee_on_arc(point, tangent, bend, goal, step, trial):  # type: ignore[no-untyped-def]
    # the next point along the tangent, bent; how far it lies, and whether it is at the λ wanted
    m = point.shape[0] - 1
    last = tangent[m] > 0.0 and step * tangent[m] >= goal - point[m]
    length = (goal - point[m]) / tangent[m] if last else step
    for k in range(m + 1):
        trial[k] = point[k] + length * tangent[k] + 0.5 * length * length * bend[k]
    if last:
        trial[m] = goal
    return length, last


@njit(**SETTINGS)
def walk_rows(  # type: ignore[no-untyped-def]
    op,
    left,
    right,
    target,
    registers,
    slots,
    kept,
    lam_slot,
    x_slots,
    outputs,
    scale,
    goal,
    start,
    share,
    care,
    found,
    arrived,
    crossed,
    limits,
):
    longest, straight, wanted, on_the_way, at_the_end = limits[0], limits[1], limits[2], limits[3], limits[4]
    shortest, close, farthest = limits[5], limits[6], limits[9]
    most_rounds, start_rounds, most_ticks = int(limits[7]), int(limits[8]), int(limits[10] / care)
    n, m = start.shape
    power = np.empty(LANES)
    bits = power.view(np.int64)
    draw = np.full(LANES, -1)
    phase, ticks, rounds = np.zeros(LANES, np.int64), np.zeros(LANES, np.int64), np.zeros(LANES, np.int64)
    point, tangent = np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1))
    bend, trial = np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1))
    step, length, first = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    previous, side, last = np.zeros(LANES), np.ones(LANES), np.zeros(LANES, np.bool_)
    matrix, solved, slopes = np.empty((m + 1, m + 1)), np.empty((m + 1, 2)), np.empty((m, m + 1))
    move, turned = np.empty(m + 1), np.empty(m + 1)
    upcoming, alive = 0, 1
    while alive > 0:
        for i in range(LANES):
            if draw[i] < 0 and upcoming < n:
                draw[i] = upcoming
                upcoming += 1
                for j in range(slots.shape[0]):
                    registers[slots[j], i] = kept[draw[i], j]
                phase[i] = start_rounds
                for k in range(m):
                    trial[i, k] = start[draw[i], k]
                    if trial[i, k] != 0.0:
                        phase[i] = 0
                    bend[i, k] = 0.0
                bend[i, m] = 0.0
                trial[i, m] = share[draw[i]] * goal[draw[i]]
                ticks[i], rounds[i], previous[i], side[i] = 0, 0, math.inf, 1.0
            if draw[i] >= 0:
                registers[lam_slot, i] = trial[i, m] / scale[draw[i]]
                for k in range(m):
                    registers[x_slots[k], i] = trial[i, k]
        execute(op, left, right, target, registers, power, bits)
        alive = 0
        for i in range(LANES):
            d = draw[i]
            if d < 0:
                continue
            alive += 1
            ticks[i] += 1
            unknowns, gap = 0.0, 0.0
            for k in range(m):
                for c in range(m + 1):
                    slopes[k, c] = registers[outputs[m + k * (m + 1) + c], i]
                slopes[k, m] /= scale[d]
                for c in range(m + 1):
                    matrix[k, c] = slopes[k, c]
                solved[k, 0] = -registers[outputs[k], i]
                solved[k, 1] = 0.0
                gap = max(gap, abs(solved[k, 0]))
                unknowns = max(unknowns, abs(trial[i, k]))
            if phase[i] <= start_rounds:
                for k in range(m):
                    solved[k, 1] = -slopes[k, m]
                eliminate_pair(matrix, solved, m)
                if phase[i] < start_rounds:
                    size = 0.0
                    for k in range(m):
                        size = max(size, abs(solved[k, 0])) if math.isfinite(solved[k, 0]) else math.inf
                    if size < farthest:
                        for k in range(m):
                            trial[i, k] += solved[k, 0]
                    phase[i] += 1
                    continue
                norm = 1.0
                for k in range(m):
                    norm += solved[k, 1] * solved[k, 1]
                norm = math.sqrt(norm)
                for k in range(m):
                    tangent[i, k] = solved[k, 1] / norm
                tangent[i, m] = 1.0 / norm
                for k in range(m + 1):
                    point[i, k] = trial[i, k]
                step[i] = min(0.2, max(goal[d], 1e-300))
                phase[i] = start_rounds + 1
                length[i], last[i] = foresee_on_arc(point[i], tangent[i], bend[i], goal[d], step[i], trial[i])
                continue
            for c in range(m + 1):
                matrix[m, c] = tangent[i, c]
            solved[m, 0], solved[m, 1] = 0.0, 1.0
            now = eliminate_pair(matrix, solved, m + 1)
            singular = now == 0.0
            norm, size = 0.0, 0.0
            shift = solved[m, 0] / solved[m, 1] if last[i] else 0.0
            for k in range(m + 1):
                move[k] = solved[k, 0] - shift * solved[k, 1]
                if gap < 1e-15:
                    move[k] = 0.0
                elif singular or not math.isfinite(move[k]):
                    size = math.inf
                size = max(size, abs(move[k]))
                turned[k] = solved[k, 1]
                norm += turned[k] * turned[k]
            norm = math.sqrt(norm)
            lost = singular or not (math.isfinite(norm) and norm > 0.0)
            cosine = 0.0
            for k in range(m + 1):
                turned[k] = tangent[i, k] if lost else turned[k] / norm
                cosine += turned[k] * tangent[i, k]
            if rounds[i] == 0:
                first[i] = size
            fine = size < 0.9 * previous[i] or size < at_the_end
            fine = fine and size < math.inf and rounds[i] < most_rounds
            fine = fine and first[i] <= care * max(0.25 * length[i], close)
            exactly = at_the_end * (1.0 + unknowns)
            bound = exactly if last[i] else max(exactly, on_the_way * min(length[i], 1.0))
            near = length[i] <= close
            sound = (cosine >= 1.0 - care * (1.0 - straight)) and (near or not lost)
            sound = sound and (now * side[i] > 0.0 or near)
            converged = fine and size < bound
            if fine:
                for k in range(m + 1):
                    trial[i, k] += move[k]
            previous[i] = size
            rounds[i] += 1
            sound = sound and (last[i] or trial[i, m] <= goal[d])
            if converged and sound:
                if now * side[i] < 0.0:
                    crossed[d] = True
                if now != 0.0:
                    side[i] = now
                ratio = first[i] / (care * length[i])
                longer = length[i] * min(max(math.sqrt(wanted / max(ratio, 1e-9)), 0.5), 2.0)
                for k in range(m + 1):
                    bend[i, k] = (turned[k] - tangent[i, k]) / length[i]
                    tangent[i, k] = turned[k]
                    point[i, k] = trial[i, k]
                step[i] = min(longer, care * (longest + 0.5 * abs(point[i, m])))
                if last[i]:
                    for k in range(m):
                        found[d, k] = point[i, k]
                    arrived[d] = True
                    draw[i] = -1
                    continue
            elif not fine or converged:
                step[i] = 0.4 * length[i]
            else:
                continue
            if not step[i] >= shortest or not point[i, m] > -1.0 or ticks[i] > most_ticks:
                draw[i] = -1
                continue
            length[i], last[i] = foresee_on_arc(point[i], tangent[i], bend[i], goal[d], step[i], trial[i])
            rounds[i], previous[i] = 0, math.inf
        if alive == 0 and upcoming < n:
            alive = 1
