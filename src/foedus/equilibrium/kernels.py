"""The kernels of the fast backend, compiled by numba: run a tape, solve a small system, climb, find a root.

They are compiled once and kept on disk by numba, beside this file or in the user's cache. Each instruction of a tape
works on `LANES` draws at a time, in loops of fixed length that the compiler turns into vector instructions. What
`climb_rows` and `root_rows` do is what `ladder` and `roots` say; a lane whose draw is finished takes the next.
"""

# The kernels are written for the compiler, which infers their types:
# ruff: noqa: ANN001, ANN201, D103, PLR0912, PLR0915

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

LANES = 64

_ADD, _SUB, _MUL, _DIV, _EXP, _LOG = 2, 3, 4, 5, 6, 7
_LOG2_E = 1.4426950408889634
_LN2_HIGH, _LN2_LOW = 6.93145751953125e-1, 1.42860682030941723212e-6
_ROUNDER = 6755399441055744.0  # 1.5 · 2^52: adding it leaves the nearest integer in the lowest bits
_FAST = {"contract", "nsz", "arcp"}
SETTINGS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "fastmath": _FAST}


@njit(**SETTINGS)
def execute(op, left, right, target, r, power, bits):  # type: ignore[no-untyped-def]
    for j in range(op.shape[0]):
        a, b, t, o = left[j], right[j], target[j], op[j]
        if o == _MUL:
            for i in range(LANES):
                r[t, i] = r[a, i] * r[b, i]
        elif o == _ADD:
            for i in range(LANES):
                r[t, i] = r[a, i] + r[b, i]
        elif o == _SUB:
            for i in range(LANES):
                r[t, i] = r[a, i] - r[b, i]
        elif o == _EXP:
            # e^x = 2^k e^r, |r| ≤ ln 2 / 2, a polynomial for e^r (Cody & Waite 1980): 1 unit in the last place
            for i in range(LANES):
                x = min(max(r[a, i], -708.0), 709.0)
                shifted = x * _LOG2_E + _ROUNDER
                k = shifted - _ROUNDER
                y = (x - k * _LN2_HIGH) - k * _LN2_LOW
                p = 1.0 / 479001600.0
                p = p * y + 1.0 / 39916800.0
                p = p * y + 1.0 / 3628800.0
                p = p * y + 1.0 / 362880.0
                p = p * y + 1.0 / 40320.0
                p = p * y + 1.0 / 5040.0
                p = p * y + 1.0 / 720.0
                p = p * y + 1.0 / 120.0
                p = p * y + 1.0 / 24.0
                p = p * y + 1.0 / 6.0
                p = p * y + 0.5
                p = p * y + 1.0
                p = p * y + 1.0
                r[t, i] = p
                power[i] = shifted
            for i in range(LANES):
                bits[i] = (bits[i] + 1023) << 52
            for i in range(LANES):
                r[t, i] *= power[i]
        elif o == _DIV:
            for i in range(LANES):
                r[t, i] = r[a, i] / r[b, i]
        elif o == _LOG:
            for i in range(LANES):
                r[t, i] = math.log(r[a, i])
        else:
            for i in range(LANES):
                r[t, i] = max(r[a, i], r[b, i])


@njit(**SETTINGS)
def run_rows(op, left, right, target, registers, slots, rows, outputs, found):  # type: ignore[no-untyped-def]
    n = rows.shape[1]
    power = np.empty(LANES)
    bits = power.view(np.int64)
    for start in range(0, n, LANES):
        width = min(LANES, n - start)
        for j in range(slots.shape[0]):
            for i in range(width):
                registers[slots[j], i] = rows[j, start + i]
        execute(op, left, right, target, registers, power, bits)
        for j in range(outputs.shape[0]):
            for i in range(width):
                found[j, start + i] = registers[outputs[j], i]


@njit(**SETTINGS)
def eliminate(matrix, right, m):  # type: ignore[no-untyped-def]
    # solves m equations for the right sides (columns) in place; the determinant, 0 if singular or not finite
    sides = right.shape[1]
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
            for s in range(sides):
                right[k, s], right[best, s] = right[best, s], right[k, s]
        determinant *= matrix[k, k]
        for j in range(k + 1, m):
            factor = matrix[j, k] / matrix[k, k]
            if factor != 0.0:
                for c in range(k + 1, m):
                    matrix[j, c] -= factor * matrix[k, c]
                for s in range(sides):
                    right[j, s] -= factor * right[k, s]
    for k in range(m - 1, -1, -1):
        for s in range(sides):
            total = right[k, s]
            for c in range(k + 1, m):
                total -= matrix[k, c] * right[c, s]
            right[k, s] = total / matrix[k, k]
    return determinant


@njit(**SETTINGS)
def steady_for(det, rate, bend, fall, rise):  # type: ignore[no-untyped-def]
    # as `ladder._steady`
    found = math.inf
    low, high = (1.0 - fall) * det, (rise - 1.0) * det
    root = rate * rate - 4.0 * bend * low
    if root >= 0.0 and math.sqrt(root) > rate:
        found = 2.0 * low / (math.sqrt(root) - rate)
    root = rate * rate + 4.0 * bend * high
    if root >= 0.0 and math.sqrt(root) > -rate:
        found = min(found, 2.0 * high / (math.sqrt(root) + rate))
    return found


@njit(**SETTINGS)
def foresee(i, point, slope, bend, back, left, step, limits, x):  # type: ignore[no-untyped-def]
    # for lane i the next point, into x, by the polynomial through those reached: the step, the determinant there, and
    # how large the first correction may be
    ratio, least, most, fall, rise = limits[2], limits[3], limits[4], limits[12], limits[13]
    m = x.shape[1]
    step = min(step, steady_for(point[i, m], slope[i, m] + bend[i, m] * back, bend[i, m], fall, rise))
    if left < 1.4 * step:
        step = left
    change = 0.0
    for k in range(m):
        further = step * (slope[i, k] + bend[i, k] * (step + back))
        x[i, k] = point[i, k] + further
        change = max(change, abs(further))
    det = point[i, m] + step * (slope[i, m] + bend[i, m] * (step + back))
    return step, det, min(max(ratio * change, least), most)


@njit(**SETTINGS)
def climb_rows(  # type: ignore[no-untyped-def]
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
    lam,
    reach,
    found,
    share,
    limits,
):
    first_step, first_reach, unsteady, aim = limits[0], limits[1], limits[5], limits[6]
    longer, shorter, loose, tight, exact = limits[7], limits[8], limits[9], limits[10], limits[11]
    most, shortest, least_fair, near, begin = limits[4], limits[14], limits[15], limits[16], limits[17]
    shrink = limits[18]
    m, n = found.shape[1], lam.shape[0]
    power = np.empty(LANES)
    bits = power.view(np.int64)
    draw = np.full(LANES, -1)
    point, slope, bend = np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1)), np.zeros((LANES, m + 1))
    when, back, ahead = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    starting = np.zeros(LANES, np.int64)
    step, goal, first, last = np.ones(LANES), np.ones(LANES), np.zeros(LANES), np.zeros(LANES)
    x, bound = np.zeros((LANES, m)), np.zeros(LANES)
    fair, fair_when = np.zeros((LANES, m)), np.zeros(LANES)
    matrix, move = np.empty((m, m)), np.empty((m, 1))
    upcoming, alive = 0, 1
    while alive > 0:
        for i in range(LANES):
            if draw[i] < 0 and upcoming < n:
                draw[i] = upcoming
                upcoming += 1
                for j in range(slots.shape[0]):
                    registers[slots[j], i] = kept[draw[i], j]
                x[i, :], fair[i, :] = 0.0, 0.0
                goal[i], fair_when[i], starting[i] = begin, 0.0, 1
            if draw[i] >= 0:
                registers[lam_slot, i] = lam[draw[i]] * goal[i]
                for k in range(m):
                    registers[x_slots[k], i] = x[i, k]
        execute(op, left, right, target, registers, power, bits)
        alive = 0
        for i in range(LANES):
            if draw[i] < 0:
                continue
            alive += 1
            for k in range(m):
                move[k, 0] = -registers[outputs[k], i]
                for c in range(m):
                    matrix[k, c] = registers[outputs[m + k * m + c], i]
            now = eliminate(matrix, move, m)
            size = 0.0
            for k in range(m):
                size = max(size, abs(move[k, 0])) if math.isfinite(move[k, 0]) else math.inf
                if size == math.inf:
                    break
            if starting[i] == 1:
                step[i] = min(1.0, first_step / max(size / begin, 1e-300))
                step[i] = min(step[i], first_reach / max(lam[draw[i]] * reach[draw[i]], 1e-300))
                when[i], back[i] = 0.0, 0.0
                point[i, m], slope[i, m], bend[i, m] = 1.0, (now - 1.0) / begin, 0.0
                for k in range(m):
                    point[i, k], slope[i, k], bend[i, k] = 0.0, move[k, 0] / begin, 0.0
                starting[i] = 0
            else:
                gap = abs(math.log(now / ahead[i])) if now > 0.0 and ahead[i] > 0.0 else math.inf
                fine = size < bound[i] and (gap < unsteady or (size >= loose and now > 0.0))
                top = goal[i] >= 1.0
                close = size * size * size < exact * last[i] * last[i]
                arrives = fine and (close or size < (tight if top else loose))
                if last[i] == 0.0:
                    first[i] = size
                last[i], bound[i] = size, max(shrink * size, tight)
                if fine:
                    for k in range(m):
                        x[i, k] += move[k, 0]
                if arrives:
                    if top:
                        for k in range(m):
                            found[draw[i], k] = x[i, k]
                        share[draw[i]] = 1.0
                        draw[i] = -1
                        continue
                    if now >= least_fair and size < near * now:
                        fair_when[i] = goal[i]
                        for k in range(m):
                            fair[i, k] = x[i, k]
                    length = goal[i] - when[i]
                    for k in range(m + 1):
                        reached = x[i, k] if k < m else now
                        rate = (reached - point[i, k]) / length
                        bend[i, k] = (rate - slope[i, k]) / (length + back[i])
                        point[i, k], slope[i, k] = reached, rate
                    when[i], back[i] = goal[i], length
                    growth = min(most / max(first[i], 1e-9), 3.0 * aim / max(gap, 1e-9))
                    step[i] *= min(longer, 0.7 * np.cbrt(growth))
                elif not fine:
                    step[i] = shorter * (goal[i] - when[i])
                    if step[i] < shortest:
                        for k in range(m):
                            found[draw[i], k] = fair[i, k]
                        share[draw[i]] = fair_when[i]
                        draw[i] = -1
                        continue
                else:
                    continue
            rest = 1.0 - when[i]
            step[i], ahead[i], bound[i] = foresee(i, point, slope, bend, back[i], rest, step[i], limits, x)
            goal[i] = when[i] + step[i] if step[i] < rest else 1.0
            last[i] = 0.0
        if alive == 0 and upcoming < n:
            alive = 1


@njit(**SETTINGS)
def root_rows(  # type: ignore[no-untyped-def]
    op, left, right, target, registers, slots, kept, x_slot, outputs, begin, step, x, sound, limits
):
    points, least_rise, tolerance, most = int(limits[0]), limits[1], limits[2], int(limits[3])
    n = begin.shape[0]
    power = np.empty(LANES)
    bits = power.view(np.int64)
    draw = np.full(LANES, -1)
    stage = np.zeros(LANES, np.int64)  # a point of the grid, or after the grid a round of Newton's method
    at, was, f_was, slope_was = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    low, high, f_low, f_high = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    last, growing, growth = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    upcoming, alive = 0, n
    while alive > 0:
        for i in range(LANES):
            if draw[i] < 0 and upcoming < n:
                draw[i] = upcoming
                upcoming += 1
                for j in range(slots.shape[0]):
                    registers[slots[j], i] = kept[draw[i], j]
                stage[i] = 0
                growing[i], growth[i] = math.exp(begin[draw[i]]), math.exp(step[draw[i]])
                at[i] = 0.5 * (growing[i] - 1.0 / growing[i])
                low[i], high[i] = 0.0, 0.0
            registers[x_slot, i] = at[i]
        execute(op, left, right, target, registers, power, bits)
        for i in range(LANES):
            if draw[i] < 0:
                continue
            f, slope = registers[outputs[0], i], registers[outputs[1], i]
            leaves = False
            if stage[i] < points:
                if stage[i] == 0:
                    leaves = not (f < 0.0 and slope > 0.0)
                else:
                    foretold = min(slope, slope_was[i]) * (at[i] - was[i])
                    leaves = not (slope > 0.0 and f - f_was[i] >= least_rise * foretold)
                    if f_was[i] < 0.0 and f >= 0.0:
                        low[i], f_low[i], high[i], f_high[i] = was[i], f_was[i], at[i], f
                was[i], f_was[i], slope_was[i] = at[i], f, slope
                stage[i] += 1
                if stage[i] < points:
                    growing[i] *= growth[i]
                    at[i] = 0.5 * (growing[i] - 1.0 / growing[i])
                else:
                    leaves = leaves or not (f > 0.0 and high[i] > low[i])
                    at[i] = low[i] - f_low[i] * (high[i] - low[i]) / (f_high[i] - f_low[i])
                    last[i] = high[i] - low[i]
            else:
                if f < 0.0:
                    low[i] = at[i]
                else:
                    high[i] = at[i]
                following = at[i] - f / slope
                if not (low[i] <= following <= high[i] and abs(following - at[i]) < 0.5 * last[i]):
                    following = 0.5 * (low[i] + high[i])
                last[i] = abs(following - at[i])
                at[i] = following
                stage[i] += 1
                if last[i] <= tolerance * (1.0 + abs(at[i])):
                    x[draw[i]] = at[i]
                    sound[draw[i]] = True
                    leaves = True
                elif stage[i] > points + most:
                    leaves = True
            if leaves:
                draw[i] = -1
                alive -= 1
