#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The hashes of imaging/PerceptualHash.h once more, by numpy and Pillow alone, compared with a list.

usage: phash_oracle.py LIST   (lines: dct difference pixels path; the first orientation, whole picture)
"""
import hashlib
import sys

import numpy
from PIL import Image


def averaged_rows(grey, wanted):
    """Area averaging down the first axis: differences of the running sum at the new edges."""
    size = grey.shape[0]
    edges = numpy.arange(wanted + 1) * size / wanted
    whole = numpy.minimum(edges.astype(int), size - 1)
    before = numpy.vstack([numpy.zeros((1, grey.shape[1])), numpy.cumsum(grey, axis=0)])
    running = before[whole] + (edges - whole)[:, None] * grey[whole]
    return numpy.diff(running, axis=0) / (size / wanted)


def averaged(grey, columns, rows):
    return averaged_rows(averaged_rows(grey, rows).T, columns).T


def bits(flags):
    return sum(int(f) << (63 - i) for i, f in enumerate(numpy.ravel(flags)))


def hashes(pixels):
    planes = [pixels] if pixels.ndim == 2 else [pixels[:, :, c] for c in range(3)]
    height, width = planes[0].shape
    longest = max(height, width)
    if longest > 512:  # in the stored integers
        size = (max(1, round(width * 512 / longest)), max(1, round(height * 512 / longest)))
        planes = [numpy.rint(averaged(plane.astype(float), *size)) for plane in planes]
    weights = [1] if len(planes) == 1 else [0.299, 0.587, 0.114]
    grey = sum(w * p for w, p in zip(weights, planes)) / (65535 if pixels.dtype == numpy.uint16 else 255)
    small = averaged(grey, 32, 32)
    basis = numpy.cos(numpy.pi * numpy.outer(numpy.arange(1, 9), 2 * numpy.arange(32) + 1) / 64)
    coefficients = basis @ small @ basis.T
    nine = averaged(grey, 9, 8)
    return (bits(coefficients > numpy.median(coefficients)), bits(nine[:, :-1] > nine[:, 1:] + 0.01))


def main():
    worst, wrong, seen = 0, 0, 0
    for line in open(sys.argv[1], encoding="utf-8"):
        dct, difference, pixels, path = line.rstrip("\n").split(" ", 3)
        picture = numpy.asarray(Image.open(path))
        ours = hashes(picture)
        apart = [bin(ours[0] ^ int(dct, 16)).count("1"), bin(ours[1] ^ int(difference, 16)).count("1")]
        worst = max(worst, *apart)
        samples = 1 if picture.ndim == 2 else picture.shape[2]
        head = f"{picture.shape[1]} {picture.shape[0]} {samples} {picture.dtype.itemsize}\n"
        same = hashlib.sha256(head.encode() + picture.tobytes()).hexdigest() == pixels
        if max(apart) > 2 or not same:
            wrong += 1
            print(f"picture {seen}: {apart} bits apart, pixels {'equal' if same else 'differ'}")
        seen += 1
    print(f"{seen} pictures, at most {worst} bits apart, {wrong} wrong")
    return 0 if seen and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
