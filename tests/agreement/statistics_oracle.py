#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Computes again, with scikit-learn, numpy and scipy, what a test of cw::agreement computed, and
compares to 1e-9. Where no library has a statistic it is enumerated from its definition, pair by
pair, and not by the program's formulas.

usage: statistics_oracle.py FILE.json     ({"cases": [{"kind", ..., "ours": {name: number|null}}]})
"""
import itertools
import json
import math
import sys
import warnings

import numpy as np
from scipy import special, stats
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, precision_score, recall_score

warnings.filterwarnings("ignore")
TOLERANCE = 1e-9


def weights(q, kind):
    d = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(float)
    return {"none": (d == 0).astype(float), "linear": 1 - d / max(q - 1, 1),
            "quadratic": 1 - (d / max(q - 1, 1)) ** 2}[kind]


def units_of(rows):
    return [[v for v in row if v >= 0] for row in rows]


def fleiss(rows, q):
    units = units_of(rows)
    sizes = {len(u) for u in units}
    if len(sizes) != 1 or min(sizes) < 2:
        return None
    observed = np.mean([np.mean([x == y for x, y in itertools.permutations(u, 2)]) for u in units])
    pooled = [v for u in units for v in u]
    chance = np.mean([x == y for x in pooled for y in pooled])
    return None if math.isclose(chance, 1) else (observed - chance) / (1 - chance)


def alpha(rows, q, level, values=None):
    """Mean squared distance inside units (weighted by 1/(m-1)) over that of all pairable values."""
    units = [u for u in units_of(rows) if len(u) >= 2]
    pooled = [v for u in units for v in u]
    if not pooled:
        return None
    n = np.bincount(pooled, minlength=q)
    values = np.arange(q) if values is None else np.asarray(values)

    def distance(c, k):
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return float(values[c] - values[k]) ** 2
        low, high = min(c, k), max(c, k)
        return (sum(n[low:high + 1]) - (n[c] + n[k]) / 2) ** 2 if c != k else 0.0
    inside = sum(distance(x, y) / (len(u) - 1) for u in units for x, y in itertools.permutations(u, 2))
    overall = sum(distance(x, y) for x, y in itertools.permutations(pooled, 2))
    return None if overall == 0 else 1 - (inside / len(pooled)) / (overall / (len(pooled) * (len(pooled) - 1)))


def gwet(rows, q, kind):
    w = weights(q, kind)
    units = [u for u in units_of(rows) if u]
    paired = [u for u in units if len(u) >= 2]
    if not paired or q < 2:
        return None
    observed = np.mean([np.mean([w[x][y] for x, y in itertools.permutations(u, 2)]) for u in paired])
    share = np.mean([np.bincount(u, minlength=q) / len(u) for u in units], axis=0)
    chance = w.sum() / (q * (q - 1)) * np.sum(share * (1 - share))
    return None if chance > 1 - 1e-12 else (observed - chance) / (1 - chance)


def of_pair(case):
    q, a, b = case["q"], np.array(case["a"], int), np.array(case["b"], int)
    rows = [list(r) for r in zip(case["a"], case["b"])]
    both = (a >= 0) & (b >= 0)
    pa, pb = a[both], b[both]
    out = {"agreement": accuracy_score(pa, pb) if len(pa) else None}
    for kind in ("none", "linear", "quadratic"):
        k = math.nan
        if len(pa):
            k = cohen_kappa_score(pa, pb, labels=list(range(q)),
                                  weights=None if kind == "none" else kind) if q > 1 else math.nan
        out["kappa-" + kind] = None if math.isnan(k) else k
        out["gwet-" + kind] = gwet(rows, q, kind)
    for level in ("nominal", "ordinal", "interval"):
        out["alpha-" + level] = alpha(rows, q, level)
    out["fleiss"] = fleiss([r for r in rows if min(r) >= 0], q) if len(pa) else None
    for k in range(q):
        # Specific agreement on k is the F1 score of k against the rest.
        used = len(pa) and ((pa == k).any() or (pb == k).any())
        out[f"specific-{k}"] = f1_score(pa == k, pb == k, zero_division=0) if used else None
    return out


def of_many(case):
    rows, q = case["rows"], case["q"]
    out = {"fleiss": fleiss(rows, q)}
    for level in ("nominal", "ordinal"):
        out["alpha-" + level] = alpha(rows, q, level)
    out["alpha-interval"] = alpha(rows, q, "interval", case["values"])
    for kind in ("none", "linear", "quadratic"):
        out["gwet-" + kind] = gwet(rows, q, kind)
    return out


def of_lesions(case):
    """A list of lesions as a classifier sees it: 1 where that reader has it."""
    a = [1] * case["matched"] + [1] * case["onlyA"] + [0] * case["onlyB"]
    b = [1] * case["matched"] + [0] * case["onlyA"] + [1] * case["onlyB"]
    return {"precision": precision_score(a, b) if any(b) else None,
            "recall": recall_score(a, b) if any(a) else None,
            "f1": f1_score(a, b) if a else None}


def of_spread(case):
    v = np.array(case["values"], float)
    if not len(v):
        return dict.fromkeys(("mean", "sd", "median", "q10"), None)
    return {"mean": v.mean(), "sd": v.std(ddof=1) if len(v) > 1 else None, "median": np.median(v),
            "q10": np.quantile(v, 0.1)}


def of_differences(case):
    d = np.array(case["a"], float) - np.array(case["b"], float)
    n, s = len(d), d.std(ddof=1)
    # scipy 1.10 searches t.ppf to 1e-9 only; the inverse incomplete beta function is exact.
    x = special.betaincinv((n - 1) / 2, 0.5, 0.05)
    half = math.sqrt((n - 1) * (1 - x) / x)
    t, error = (-half, half), s * math.sqrt(1 / n + 1.96 ** 2 / (2 * (n - 1)))
    low, high = d.mean() - 1.96 * s, d.mean() + 1.96 * s
    bias = [d.mean() + side * s / math.sqrt(n) for side in t]
    return {"bias": d.mean(), "sd": s, "low": low, "high": high, "bias-low": bias[0],
            "bias-high": bias[1], "low-low": low + t[0] * error, "low-high": low + t[1] * error,
            "high-low": high + t[0] * error, "high-high": high + t[1] * error}


def residual(columns, y):
    x = np.column_stack(columns)
    return float(np.sum((y - x @ np.linalg.lstsq(x, y, rcond=None)[0]) ** 2))


def of_icc(case):
    """Mean squares as differences of the residuals of nested linear models."""
    rows = np.array(case["rows"], float)
    n, k = rows.shape
    y = rows.ravel() - rows.mean()
    one = [np.ones(n * k)]
    subject = [np.repeat(np.arange(n) == i, k).astype(float) for i in range(n)]
    rater = [np.tile(np.arange(k) == j, n).astype(float) for j in range(k)]
    whole, within = residual(one, y), residual(subject, y)
    error = residual(subject + rater, y)
    b, w = (whole - within) / (n - 1), within / (n * (k - 1))
    j, e = (within - error) / (k - 1), error / ((n - 1) * (k - 1))
    out = {"11": (b - w) / (b + (k - 1) * w), "31": (b - e) / (b + (k - 1) * e),
           "21": (b - e) / (b + (k - 1) * e + k * (j - e) / n), "1k": (b - w) / b,
           "3k": (b - e) / b, "2k": (b - e) / (b + (j - e) / n)}
    for single, mean, low_ms, d2 in (("11", "1k", w, n * (k - 1)), ("31", "3k", e, (n - 1) * (k - 1))):
        f = b / low_ms
        low, high = f / stats.f.ppf(0.975, n - 1, d2), f * stats.f.ppf(0.975, d2, n - 1)
        out[single + "-low"], out[single + "-high"] = (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)
        out[mean + "-low"], out[mean + "-high"] = 1 - 1 / low, 1 - 1 / high
    # McGraw & Wong (1996), Table 7, ICC(A,1): written with a and b, not as Shrout & Fleiss do.
    rho = out["21"]
    aa, bb = k * rho / (n * (1 - rho)), 1 + k * rho * (n - 1) / (n * (1 - rho))
    v = (aa * j + bb * e) ** 2 / ((aa * j) ** 2 / (k - 1) + (bb * e) ** 2 / ((n - 1) * (k - 1)))
    f1, f2 = stats.f.ppf(0.975, n - 1, v), stats.f.ppf(0.975, v, n - 1)
    low = n * (b - f1 * e) / (f1 * (k * j + (k * n - k - n) * e) + n * b)
    high = n * (f2 * b - e) / (k * j + (k * n - k - n) * e + n * f2 * b)
    out["21-low"], out["21-high"] = low, high
    out["2k-low"], out["2k-high"] = k * low / (1 + (k - 1) * low), k * high / (1 + (k - 1) * high)
    return out


MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9e3779b97f4a7c15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xbf58476d1ce4e5b9) & MASK
        z = ((z ^ (z >> 27)) * 0x94d049bb133111eb) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        limit = MASK - MASK % bound
        value = self.next()
        while value >= limit:
            value = self.next()
        return value % bound


def of_bootstrap(case):
    """Mean over all values of the drawn patients; percentile and BCa intervals."""
    patients, random = case["patients"], SplitMix64(case["seed"])
    n = len(patients)
    mean = lambda chosen: np.mean([v for p in chosen for v in patients[p]])
    draws = np.array([mean([random.below(n) for _ in range(n)]) for _ in range(case["draws"])])
    value = mean(range(n))
    left = np.array([mean([i for i in range(n) if i != out]) for out in range(n)])
    p = stats.percentileofscore(np.where(np.isclose(draws, value, rtol=1e-12, atol=1e-12), value, draws), value,
                                kind="mean") / 100
    dev = left.mean() - left
    a = stats.skew(dev) / (6 * math.sqrt(n)) if dev.std() > 0 else 0.0
    z0, z = stats.norm.ppf(p), stats.norm.ppf([0.025, 0.975])
    moved = stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z)))
    plain, bca = np.quantile(draws, [0.025, 0.975]), np.quantile(draws, moved)
    return {"value": value, "percentile-low": plain[0], "percentile-high": plain[1],
            "bca-low": bca[0], "bca-high": bca[1]}


def of_masks(case):
    from PIL import Image
    a, b = (np.array(Image.open(case[k]).convert("L")).ravel() > 127 for k in ("a", "b"))
    return {"agreement": accuracy_score(a, b), "kappa": cohen_kappa_score(a, b),
            "positive": f1_score(a, b), "negative": f1_score(~a, ~b),
            "dice": 2 * np.sum(a & b) / (np.sum(a) + np.sum(b)),
            "ac1": ac1_of_two(a, b), "alpha": alpha_of_two(a, b)}


def ac1_of_two(a, b):
    p, share = np.mean(a == b), (np.mean(a) + np.mean(b)) / 2
    return (p - 2 * share * (1 - share)) / (1 - 2 * share * (1 - share))


def alpha_of_two(a, b):
    n, ones = 2 * len(a), int(np.sum(a)) + int(np.sum(b))
    return 1 - (n - 1) * int(np.sum(a != b)) / (ones * (n - ones))


KINDS = {"pair": of_pair, "many": of_many, "lesions": of_lesions, "spread": of_spread,
         "differences": of_differences, "icc": of_icc, "bootstrap": of_bootstrap, "masks": of_masks}


def main():
    cases = json.load(open(sys.argv[1], encoding="utf-8"))["cases"]
    compared = faults = nones = 0
    for number, case in enumerate(cases):
        expected = KINDS[case["kind"]](case)
        if not (set(case["ours"]) <= set(expected) if case.get("some") else set(expected) == set(case["ours"])):
            print(f"case {number}: other statistics: {set(expected) ^ set(case['ours'])}")
            faults += 1
        for name in set(expected) & set(case["ours"]):
            ours, theirs = case["ours"][name], expected[name]
            compared += 1
            nones += theirs is None
            if (ours is None) != (theirs is None) or (
                    ours is not None and not abs(ours - theirs) <= TOLERANCE * max(1, abs(theirs))):
                faults += 1
                if faults < 20:
                    print(f"case {number} ({case['kind']}), {name}: {ours}, expected {theirs}")
    print(f"{len(cases)} cases, {compared} figures compared, {nones} of them none, {faults} faults")
    return 1 if faults or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
