"""The walk along branches, compiled by numba: what `arc` does for all draws in step, here draw by draw.

As in `kernels`, a tape runs for `LANES` draws together, and a lane whose draw is finished takes the next.
"""

# The kernels are written for the compiler, which infers their types:
# ruff: noqa: ANN001, ANN201, D103, PLR0912, PLR0915

from __future__ import annotations

import math

import numpy as np
from numba import njit

from foedus.equilibrium.kernels import LANES, SETTINGS, eliminate, execute, steady_for


@njit(**SETTINGS)
def foresee_on_arc(i, point, tangent, bend, twist, goal, step, stays, trial):  # type: ignore[no-untyped-def]
    # the next point of lane i by the cubic through the last two, or if it stays the same to be made exact: how far it
    # lies, and whether it is at the λ wanted
    m = point.shape[1] - 1
    last = not stays and tangent[i, m] > 0.0 and step * tangent[i, m] >= goal - point[i, m]
    if stays:
        step = 0.0
    length = (goal - point[i, m]) / tangent[i, m] if last else step
    for k in range(m + 1):
        trial[i, k] = point[i, k] + length * (tangent[i, k] + length * (bend[i, k] + length * twist[i, k]))
    if last:
        trial[i, m] = goal
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
    longest, straight, wanted, turn, grow = limits[0], limits[1], limits[2], limits[3], limits[4]
    on_the_way, at_the_end, exact, shortest, close = limits[5], limits[6], limits[7], limits[8], limits[9]
    first_step, farthest = limits[10], limits[11]
    most_rounds, start_rounds, most_ticks = int(limits[12]), int(limits[13]), int(limits[14] / care)
    stuck, unsteady, fall, rise = limits[15], limits[16], limits[17], limits[18]
    n, m = start.shape
    power = np.empty(LANES)
    bits = power.view(np.int64)
    draw = np.full(LANES, -1)
    phase, ticks, rounds = np.zeros(LANES, np.int64), np.zeros(LANES, np.int64), np.zeros(LANES, np.int64)
    point, tangent = np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1))
    bend, twist, trial = np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1))
    step, length, first = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    previous, side, ahead = np.zeros(LANES), np.ones(LANES), np.ones(LANES)
    rate, curve, back = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    last, loose, came = np.zeros(LANES, np.bool_), np.zeros(LANES, np.bool_), np.zeros(LANES)
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
                bend[i, :], twist[i, :], loose[i], came[i] = 0.0, 0.0, False, math.inf
                trial[i, m] = share[draw[i]] * goal[draw[i]]
                ticks[i], rounds[i], previous[i] = 0, 0, math.inf
                rate[i], curve[i], back[i] = 0.0, 0.0, 0.0
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
                eliminate(matrix, solved, m)
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
                for k in range(m):
                    for c in range(m + 1):
                        matrix[k, c] = slopes[k, c]
                for c in range(m + 1):
                    matrix[m, c] = tangent[i, c]
                side[i] = eliminate(matrix, solved, m + 1)
                ahead[i] = side[i]
                step[i] = min(first_step, max(goal[d], 1e-300))
                phase[i] = start_rounds + 1
                length[i], last[i] = foresee_on_arc(
                    i, point, tangent, bend, twist, goal[d], step[i], False, trial
                )
                continue
            for c in range(m + 1):
                matrix[m, c] = tangent[i, c]
            solved[m, 0], solved[m, 1] = 0.0, 1.0
            now = eliminate(matrix, solved, m + 1)
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
            stayed = length[i] == 0.0
            fine = fine and (stayed or first[i] <= care * max(0.25 * length[i], close))
            exactly = at_the_end * (1.0 + unknowns)
            bound = exactly if last[i] else max(exactly, care * on_the_way * min(length[i], 1.0))
            near = length[i] <= close and not stayed
            sound = (cosine >= 1.0 - (1.0 if stayed else care) * (1.0 - straight)) and (near or not lost)
            as_foreseen = now * ahead[i] > 0.0 and abs(math.log(now / ahead[i])) < unsteady
            sound = sound and (as_foreseen or near)
            converged = size < bound
            if rounds[i] > 0 and size * size * size < exact * (1.0 + unknowns) * previous[i] * previous[i]:
                converged = True
            converged = converged and fine
            if fine:
                for k in range(m + 1):
                    trial[i, k] += move[k]
            previous[i] = size
            rounds[i] += 1
            sound = sound and (last[i] or trial[i, m] <= goal[d])
            if converged and sound:
                if not as_foreseen:
                    crossed[d] = True
                if not stayed:
                    ratio = first[i] / (care * length[i])
                    growth = np.cbrt(wanted / max(ratio, 1e-9))
                    angle = math.sqrt(care * (1.0 - straight) / max(1.0 - cosine, 1e-12))
                    longer = length[i] * min(max(min(growth, turn * angle), 0.5), grow)
                    step[i] = min(longer, care * (longest + 0.5 * abs(trial[i, m])))
                    far = 0.0
                    for k in range(m + 1):
                        far += (trial[i, k] - point[i, k]) ** 2
                    far = max(math.sqrt(far), 1e-300)
                    for k in range(m + 1):
                        chord = (trial[i, k] - point[i, k]) / far
                        bend[i, k] = (2.0 * turned[k] + tangent[i, k] - 3.0 * chord) / far
                        twist[i, k] = (turned[k] + tangent[i, k] - 2.0 * chord) / (far * far)
                    further = (now - side[i]) / length[i]
                    curve[i] = (further - rate[i]) / (length[i] + back[i]) if back[i] > 0.0 else 0.0
                    rate[i], back[i] = further, length[i]
                side[i] = now if now != 0.0 else side[i]
                for k in range(m + 1):
                    tangent[i, k], point[i, k] = turned[k], trial[i, k]
                stays, loose[i], came[i] = False, rounds[i] == 1 and not stayed, length[i]
                if last[i]:
                    for k in range(m):
                        found[d, k] = point[i, k]
                    arrived[d] = True
                    draw[i] = -1
                    continue
            elif not fine or converged:
                if not stayed:
                    step[i] = 0.4 * length[i]
                stays = loose[i] and length[i] < stuck * came[i]
                loose[i] = loose[i] and not stays
            else:
                continue
            if not step[i] >= shortest or not point[i, m] > -1.0 or ticks[i] > most_ticks:
                draw[i] = -1
                continue
            sign = math.copysign(1.0, side[i])
            by_now = rate[i] + curve[i] * back[i]
            far = steady_for(abs(side[i]), sign * by_now, sign * curve[i], fall, rise)
            limited = min(step[i], max(far, 0.5 * close))
            length[i], last[i] = foresee_on_arc(
                i, point, tangent, bend, twist, goal[d], limited, stays, trial
            )
            ahead[i] = side[i] + length[i] * (rate[i] + curve[i] * (length[i] + back[i]))
            rounds[i], previous[i] = 0, math.inf
        if alive == 0 and upcoming < n:
            alive = 1
