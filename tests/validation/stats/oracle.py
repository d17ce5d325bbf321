#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An independent answer: scikit-learn where it has the function, otherwise the definition, pair by
pair, in numpy. Reads set,patient,fold,score,score2,label,probability and prints one JSON list."""
import json
import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # matrices of a dozen rows: threads only wait for each other

try:
    import numpy as np
    from scipy import stats
    from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
except ImportError:
    print("none")
    sys.exit()


def wins(score, label):
    """The matrix of positives against negatives: 1, 1/2 or 0."""
    p, n = score[label == 1][:, None], score[label == 0][None, :]
    return (p > n) + (p == n) / 2


def obuchowski(x, label, patient):
    """Variance of the mean of a matrix of wins, summed over patients."""
    value = x.mean()
    p, n = x.mean(1) - value, x.mean(0) - value
    pid, nid = patient[label == 1], patient[label == 0]
    ids = np.unique(patient)
    a = np.array([p[pid == i].sum() for i in ids])
    b = np.array([n[nid == i].sum() for i in ids])
    ip, i0, m, k = len(np.unique(pid)), len(np.unique(nid)), len(p), len(n)
    s10, s01 = ip / ((ip - 1) * m) * (a @ a), i0 / ((i0 - 1) * k) * (b @ b)
    s11 = len(ids) / (len(ids) - 1) * (a @ b)
    return s10 / m + s01 / k + 2 * s11 / (m * k)


def influence(score, label, fold):
    """Mean of the folds' AUCs and the influence of every row; folds of one class are left out."""
    used = [f for f in np.unique(fold) if 0 < label[fold == f].mean() < 1]
    keep = np.isin(fold, used)
    n, n1 = keep.sum(), label[keep].sum()
    ic, aucs = np.zeros(len(score)), []
    for f in used:
        rows = np.flatnonzero(fold == f)
        s, y = score[rows], label[rows]
        x = wins(s, y)
        aucs.append(roc_auc_score(y, s))
        ic[rows[y == 1]] = n / n1 * (x.mean(1) - x.mean())
        ic[rows[y == 0]] = n / (n - n1) * (x.mean(0) - x.mean())
    return np.mean(aucs), ic, used, n


def rows_error(ic, fold, used, n):
    return np.sqrt(np.mean([np.mean(ic[fold == f] ** 2) for f in used]) / n)


def patients_error(ic, fold, used, n, patient):
    ids = len(np.unique(patient[np.isin(fold, used)]))
    folds = []
    for f in used:
        sums = [ic[(fold == f) & (patient == i)].sum() for i in np.unique(patient[fold == f])]
        folds.append(np.mean((np.array(sums) / (n / ids)) ** 2))
    return np.sqrt(np.mean(folds) / ids)


def likelihood_root(x, target, held=False):
    """Newton in numpy on the whole 2 x 2 system (or on the offset alone)."""
    w = np.array([1.0 if held else 0.0, 0.0])
    design = np.column_stack([x, np.ones_like(x)])
    for _ in range(100):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (p - target)
        hessian = design.T @ (design * (p * (1 - p))[:, None])
        step = np.array([0, gradient[1] / hessian[1, 1]]) if held else np.linalg.solve(hessian, gradient)
        w = w - step
    return w


def platt(score, label):
    n1, n0 = label.sum(), (1 - label).sum()
    target = np.where(label == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
    return likelihood_root(score, target)


def ece(p, y, groups):
    return sum(len(g) * abs(p[g].mean() - y[g].mean()) for g in groups if len(g)) / len(p)


def proportion(success, patient):
    ids, n, p = np.unique(patient), len(success), success.mean()
    residuals = np.array([(success[patient == i] - p).sum() for i in ids])
    return np.sqrt(len(ids) / (len(ids) - 1) * (residuals**2).sum()) / n


def answers(d):
    label, score, second = d["label"].astype(int), d["score"], d["score2"]
    patient, fold, prob = d["patient"], d["fold"], d["probability"]
    x, y = wins(score, label), wins(second, label)
    mean, ic, used, n = influence(score, label, fold)
    mean2, ic2, _, _ = influence(second, label, fold)
    diff_se = np.sqrt(obuchowski(x - y, label, patient))
    diff = x.mean() - y.mean()
    width = np.digitize(prob, np.arange(1, 10) / 10)
    right = (score[label == 1] >= 5).astype(float)
    slope, intercept = likelihood_root(np.log(prob / (1 - prob)), label)
    q = np.array([roc_auc_score(label, score), roc_auc_score(label, second)])
    return {
        "auc": q[0], "ap": average_precision_score(label, score),
        "brier": brier_score_loss(label, prob),
        "ece_width": ece(prob, label, [np.flatnonzero(width == b) for b in range(10)]),
        "ece_mass": ece(prob, label, np.array_split(np.argsort(prob, kind="stable"), 10)),
        "slope": slope, "intercept": intercept,
        "large": likelihood_root(np.log(prob / (1 - prob)), label, held=True)[1],
        "platt": list(platt(score, label)),
        "clustered": obuchowski(x, label, patient), "difference_se": diff_se,
        "difference_p": 2 * stats.norm.sf(abs(diff) / diff_se),
        "tost_p": max(stats.norm.sf((diff + 0.1) / diff_se), stats.norm.cdf((diff - 0.1) / diff_se)),
        "cv": mean, "cv_se": rows_error(ic, fold, used, n),
        "cv_patients_se": patients_error(ic, fold, used, n, patient),
        "cv_difference_se": patients_error(ic - ic2, fold, used, n, patient),
        "share_se": proportion(right, patient[label == 1]),
        "exact": [stats.beta.ppf(0.025, right.sum(), len(right) - right.sum() + 1) if right.sum() else 0,
                  stats.beta.ppf(0.975, right.sum() + 1, len(right) - right.sum()) if right.sum() < len(right) else 1],
    }


table = np.genfromtxt(sys.argv[1], delimiter=",", names=True)
print(json.dumps([answers(table[table["set"] == s]) for s in np.unique(table["set"])]))
