#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What shapely, scipy and numpy say about outlines and matchings, for ComparisonOracleTest.

usage: comparison_oracle.py regions VIA_CSV     "file shape x y x y ..." of every region
       comparison_oracle.py pairs FILE          two lines of "x y x y ..." a pair; prints area a, area
                                                b, intersection, HD, HD95, ASD of the same densified
                                                points; "invalid" where shapely calls one invalid
       comparison_oracle.py assignment FILE     "rows columns v v v ..." a line; prints the largest sum
       comparison_oracle.py matching FILE       "image side x y ..." a line; prints image, sum of IoU
                                                of the best matching of pairs with IoU >= 0.1
"""
import csv
import json
import math
import sys

import numpy
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree
from scipy.spatial.distance import directed_hausdorff
from shapely.geometry import Polygon


def points_of(words):
    return numpy.array([float(w) for w in words]).reshape(-1, 2)


def regions(path):
    for row in csv.reader(open(path, encoding="utf-8")):
        if len(row) < 6 or not row[5].startswith("{"):
            continue
        shape = json.loads(row[5])
        if shape.get("name") == "polygon":
            flat = [c for p in zip(shape["all_points_x"], shape["all_points_y"]) for c in p]
        elif shape.get("name") in ("ellipse", "circle"):
            shape = {"rx": shape.get("r"), "ry": shape.get("r"), **shape}
            turns = [2 * math.pi * k / 60 for k in range(60)]
            flat = [c for t in turns for c in (shape["cx"] + shape["rx"] * math.cos(t),
                                               shape["cy"] + shape["ry"] * math.sin(t))]
        else:
            continue
        print(row[0], shape["name"], *(repr(float(c)) for c in flat))


def densified(points, step=0.5):
    out = []
    for a, b in zip(points, numpy.roll(points, -1, axis=0)):
        pieces = max(1, math.ceil(math.hypot(*(b - a)) / step))
        out += [a + (b - a) * (k / pieces) for k in range(pieces)]
    return numpy.array(out)


def pairs(path):
    lines = [line.split() for line in open(path)]
    for first, second in zip(lines[::2], lines[1::2]):
        a, b = points_of(first), points_of(second)
        p, q = Polygon(a), Polygon(b)
        if not (p.is_valid and q.is_valid):
            print("invalid")
            continue
        da, db = densified(a), densified(b)
        hd = max(directed_hausdorff(da, db)[0], directed_hausdorff(db, da)[0])
        from_a, from_b = cKDTree(db).query(da)[0], cKDTree(da).query(db)[0]
        assert abs(hd - max(from_a.max(), from_b.max())) < 1e-9
        hd95 = max(numpy.percentile(from_a, 95), numpy.percentile(from_b, 95))
        asd = (from_a.sum() + from_b.sum()) / (len(da) + len(db))
        print(*(repr(float(v)) for v in (p.area, q.area, p.intersection(q).area, hd, hd95, asd)))


def assignment(path):
    for line in open(path):
        words = line.split()
        rows, columns = int(words[0]), int(words[1])
        gains = numpy.array([float(w) for w in words[2:]]).reshape(rows, columns)
        r, c = linear_sum_assignment(gains, maximize=True)
        print(repr(float(gains[r, c].sum())))


def matching(path):
    images = {}
    for line in open(path):
        image, side, *words = line.split()
        images.setdefault(image, {"a": [], "b": []})[side].append(Polygon(points_of(words)))
    for image, found in images.items():
        iou = numpy.zeros((len(found["a"]), len(found["b"])))
        for i, p in enumerate(found["a"]):
            for j, q in enumerate(found["b"]):
                shared = p.intersection(q).area
                iou[i, j] = shared / (p.area + q.area - shared)
        iou[iou < 0.1] = 0
        r, c = linear_sum_assignment(iou, maximize=True)
        print(image, repr(float(iou[r, c].sum())))


if __name__ == "__main__":
    {"regions": regions, "pairs": pairs, "assignment": assignment,
     "matching": matching}[sys.argv[1]](sys.argv[2])
