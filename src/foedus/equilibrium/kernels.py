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
def eliminate(matrix, right):  # type: ignore[no-untyped-def]
    # solves in place; the determinant, 0 if the matrix is singular or not finite
    m = right.shape[0]
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
            right[k], right[best] = right[best], right[k]
        determinant *= matrix[k, k]
        for j in range(k + 1, m):
            factor = matrix[j, k] / matrix[k, k]
            if factor != 0.0:
                for c in range(k + 1, m):
                    matrix[j, c] -= factor * matrix[k, c]
                right[j] -= factor * right[k]
    for k in range(m - 1, -1, -1):
        total = right[k]
        for c in range(k + 1, m):
            total -= matrix[k, c] * right[c]
        right[k] = total / matrix[k, k]
    return determinant


@njit(**SETTINGS)
def foresee(past, when, points, step, x):  # type: ignore[no-untyped-def]
    # the polynomial through the points reached, at the next target, which is returned
    left = 1.0 - when[0]
    target = 1.0 if left < 1.4 * step else when[0] + step
    ahead = target - when[0]
    for k in range(x.shape[0]):
        x[k] = past[0, k]
        if points > 1:
            slope = (past[0, k] - past[1, k]) / (when[0] - when[1])
            x[k] += slope * ahead
            if points > 2:
                older = (past[1, k] - past[2, k]) / (when[1] - when[2])
                x[k] += (slope - older) / (when[0] - when[2]) * ahead * (target - when[1])
    return target


@njit(**SETTINGS)
def allowed(x, past, share, least, most):  # type: ignore[no-untyped-def]
    # how large the first correction may be, given by how much the unknowns were foreseen to change
    change = 0.0
    for k in range(x.shape[0]):
        change = max(change, abs(x[k] - past[k]))
    return min(max(share * change, least), most)


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
    found,
    share,
    limits,
):
    first_step, ratio, least, most, steady = limits[0], limits[1], limits[2], limits[3], limits[4]
    longer, shorter, loose, tight, shortest = limits[5], limits[6], limits[7], limits[8], limits[9]
    aim, least_fair = limits[10], limits[11]
    m, n = found.shape[1], lam.shape[0]
    power = np.empty(LANES)
    bits = power.view(np.int64)
    draw = np.full(LANES, -1)
    past, when = np.zeros((LANES, 3, m)), np.zeros((LANES, 3))
    points, rounds = np.ones(LANES, np.int64), np.zeros(LANES, np.int64)
    step, goal, first, last = np.ones(LANES), np.ones(LANES), np.zeros(LANES), np.zeros(LANES)
    x, bound, det = np.zeros((LANES, m)), np.zeros(LANES), np.ones(LANES)
    fair, fair_when = np.zeros((LANES, m)), np.zeros(LANES)
    starting = np.zeros(LANES, np.int64)
    matrix, move = np.empty((m, m)), np.empty(m)
    upcoming, alive = 0, 1
    while alive > 0:
        for i in range(LANES):
            if draw[i] < 0 and upcoming < n:
                draw[i] = upcoming
                upcoming += 1
                for j in range(slots.shape[0]):
                    registers[slots[j], i] = kept[draw[i], j]
                x[i, :] = 0.0
                past[i, :, :] = 0.0
                when[i, :] = 0.0
                points[i], rounds[i], starting[i] = 1, 0, 1
                goal[i], det[i], fair_when[i] = 1e-3, 1.0, 0.0
                fair[i, :] = 0.0
            if draw[i] >= 0:
                registers[lam_slot, i] = lam[draw[i]] * goal[i]
                for k in range(m):
                    registers[x_slots[k], i] = x[i, k]
        execute(op, left, right, target, registers, power, bits)
        alive = 0
        for i in range(LANES):
            if draw[i] < 0:
                continue
            for k in range(m):
                move[k] = -registers[outputs[k], i]
                for c in range(m):
                    matrix[k, c] = registers[outputs[m + k * m + c], i]
            now = eliminate(matrix, move)
            size = 0.0
            for k in range(m):
                size = max(size, abs(move[k])) if math.isfinite(move[k]) else math.inf
                if size == math.inf:
                    break
            if starting[i] == 1:
                slope = max(size / goal[i], 1e-12)
                step[i] = min(1.0, first_step / slope)
                for k in range(m):
                    x[i, k] = move[k] * (step[i] / goal[i])
                goal[i], starting[i], rounds[i], last[i] = step[i], 0, 0, math.inf
                bound[i] = allowed(x[i], past[i, 0], ratio, least, most)
                alive += 1
                continue
            largest = bound[i] if rounds[i] == 0 else 0.7 * last[i]
            fine = now > 0.0 and (size < largest or size < tight) and rounds[i] < 12
            top = goal[i] >= 1.0
            arrives = fine and size < (tight if top else loose)
            if arrives and (now * steady < det[i] or now > det[i] * steady):
                fine = False
            if rounds[i] == 0:
                first[i] = size
            last[i] = size
            rounds[i] += 1
            if fine:
                for k in range(m):
                    x[i, k] += move[k]
                if arrives:
                    change = abs(math.log(now / det[i]))
                    det[i] = now
                    if now >= least_fair:
                        fair_when[i] = goal[i]
                        for k in range(m):
                            fair[i, k] = x[i, k]
                    if top:
                        for k in range(m):
                            found[draw[i], k] = x[i, k]
                        share[draw[i]] = 1.0
                        draw[i] = -1
                        alive += 1
                        continue
                    for p in (2, 1):
                        when[i, p] = when[i, p - 1]
                        for k in range(m):
                            past[i, p, k] = past[i, p - 1, k]
                    when[i, 0] = goal[i]
                    for k in range(m):
                        past[i, 0, k] = x[i, k]
                    points[i] = min(points[i] + 1, 3)
                    growth = 0.7 * (most / max(first[i], 1e-9)) ** (1.0 / 3.0)
                    step[i] *= min(longer, growth, aim / max(change, 1e-9))
                    goal[i] = foresee(past[i], when[i], points[i], step[i], x[i])
                    bound[i] = allowed(x[i], past[i, 0], ratio, least, most)
                    rounds[i], last[i] = 0, math.inf
            else:
                step[i] = shorter * (goal[i] - when[i, 0])
                if step[i] < shortest:
                    for k in range(m):
                        found[draw[i], k] = fair[i, k]
                    share[draw[i]] = fair_when[i]
                    draw[i] = -1
                else:
                    goal[i] = foresee(past[i], when[i], points[i], step[i], x[i])
                    bound[i] = allowed(x[i], past[i, 0], ratio, least, most)
                    rounds[i], last[i] = 0, math.inf
            alive += 1
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
