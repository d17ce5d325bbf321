# SPDX-License-Identifier: Apache-2.0
"""What shapely, scipy and scikit-learn say of two outlines, for real_observers.py: the definitions of
docs/decisions/0123, written a second time."""
import math

import numpy
from scipy.spatial import cKDTree
from shapely.geometry import MultiPoint, Polygon


def densified(points, step=0.5):
    """The vertices, and on every edge ceil(length / step) - 1 further points."""
    points = numpy.asarray(points, float)
    ends = numpy.roll(points, -1, axis=0)
    pieces = numpy.maximum(1, numpy.ceil(numpy.hypot(*(ends - points).T) / step).astype(int))
    start = numpy.repeat(numpy.arange(len(points)), pieces)
    within = numpy.arange(len(start)) - numpy.repeat(numpy.cumsum(pieces) - pieces, pieces)
    return points[start] + (ends - points)[start] * (within / pieces[start])[:, None]


def hull(points):
    return numpy.array(MultiPoint([tuple(p) for p in points]).convex_hull.exterior.coords[:-1])


def pair(a, b):
    """Areas, intersection, IoU, Dice, HD, HD95, ASD in px of two outlines."""
    p, q = Polygon(a), Polygon(b)
    assert p.is_valid and q.is_valid
    both = p.intersection(q).area
    da, db = densified(a), densified(b)
    from_a, from_b = cKDTree(db).query(da)[0], cKDTree(da).query(db)[0]
    return {"area_a_px2": p.area, "area_b_px2": q.area, "intersection_px2": both,
            "iou": both / (p.area + q.area - both), "dice": 2 * both / (p.area + q.area),
            "hd_px": max(from_a.max(), from_b.max()),
            "hd95_px": max(numpy.percentile(from_a, 95), numpy.percentile(from_b, 95)),
            "asd_px": (from_a.sum() + from_b.sum()) / (len(da) + len(db))}


def close(found, expected, scale=1.0, tolerance=1e-9):
    return math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance * max(scale, 1.0))
