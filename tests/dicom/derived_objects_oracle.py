#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads SEG, SR and GSPS with pydicom, which did not write them, and holds them against outlines
given as numbers: masks by an even-odd test of every pixel's centre of this script's own, points as
float32, areas by the shoelace formula.

usage: derived_objects_oracle.py seg|sr|gsps FILE OUTLINES.txt [SPACING]
"""
import sys

import numpy as np
from pydicom import dcmread

kind, file, outlines = sys.argv[1:4]
polygons = [np.array(line.split(), float).reshape(-1, 2) for line in open(outlines)]
data = dcmread(file)
assert data.PatientIdentityRemoved == "YES"


def inside(polygon, rows, columns):
    """Even-odd at pixel centres; an edge is crossed from its upper end, included, to its lower."""
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    odd = np.zeros((rows, columns), bool)
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, axis=0)):
        if y0 == y1:
            continue
        crosses = (np.minimum(y0, y1) <= y) & (y < np.maximum(y0, y1))
        odd ^= crosses & (x >= x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return odd


def area(polygon):
    x, y = polygon.T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def same_closed_line(stored, polygon):
    stored = np.array(stored, np.float32).reshape(-1, 2)
    assert (stored[0] == stored[-1]).all(), "closed by its first point"
    assert (stored[:-1] == polygon.astype(np.float32)).all(), "float32 of what was drawn"


def seg():
    assert data.SegmentationType == "BINARY" and data.BitsAllocated == 1
    frames = data.pixel_array.reshape(-1, data.Rows, data.Columns)
    assert len(frames) == len(data.SegmentSequence) == len(polygons)
    different = 0
    for frame, groups, polygon in zip(frames, data.PerFrameFunctionalGroupsSequence, polygons):
        number = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        segment = data.SegmentSequence[number - 1]
        assert segment.SegmentNumber == number and segment.TrackingID == f"L{number}"
        assert segment.SegmentLabel == f"L{number} 종괴", "Korean label"
        source = groups.DerivationImageSequence[0].SourceImageSequence[0]
        assert source.ReferencedSOPInstanceUID == \
            data.ReferencedSeriesSequence[0].ReferencedInstanceSequence[0].ReferencedSOPInstanceUID
        different += int((frame.astype(bool) ^ inside(polygon, data.Rows, data.Columns)).sum())
    assert different == 0, different
    overlap = (np.sum(frames, axis=0) > 1).any()
    assert data.SegmentsOverlap == ("YES" if overlap else "NO")
    return int(frames.sum())


def items(item, code):
    for child in getattr(item, "ContentSequence", []):
        if "ConceptNameCodeSequence" in child and child.ConceptNameCodeSequence[0].CodeValue == code:
            yield child


def sr():
    spacing = float(sys.argv[4])
    measurements = next(items(data, "126010"))
    groups = list(items(measurements, "125007"))
    assert len(groups) == len(polygons)
    evidence = {r.ReferencedSOPInstanceUID
                for study in data.CurrentRequestedProcedureEvidenceSequence
                for series in study.ReferencedSeriesSequence for r in series.ReferencedSOPSequence}
    for number, (group, polygon) in enumerate(zip(groups, polygons), 1):
        assert next(items(group, "112039")).TextValue == f"L{number}"
        region = next(items(group, "111030"))
        assert region.GraphicType == "POLYLINE"
        same_closed_line(region.GraphicData, polygon)
        image = region.ContentSequence[0].ReferencedSOPSequence[0]
        assert image.ReferencedSOPInstanceUID in evidence
        value = next(items(group, "42798000")).MeasuredValueSequence[0]
        assert value.MeasurementUnitsCodeSequence[0].CodeValue == "mm2"
        assert abs(float(value.NumericValue) / (area(polygon) * spacing**2) - 1) < 1e-7
        margin = next(items(group, "111037"))
        assert margin.ConceptCodeSequence[0].CodeMeaning == "Spiculated margin"
    return len(groups)


def gsps():
    names = {layer.GraphicLayer for layer in data.GraphicLayerSequence}
    assert len(data.GraphicAnnotationSequence) == len(polygons)
    area_ = data.DisplayedAreaSelectionSequence[0]
    assert list(area_.DisplayedAreaTopLeftHandCorner) == [1, 1]
    for annotation, polygon in zip(data.GraphicAnnotationSequence, polygons):
        assert annotation.GraphicLayer in names
        graphic = annotation.GraphicObjectSequence[0]
        assert graphic.GraphicAnnotationUnits == "PIXEL"
        assert graphic.NumberOfGraphicPoints == len(polygon) + 1
        same_closed_line(graphic.GraphicData, polygon)
    if "ICCProfile" in data:
        import io
        from PIL import ImageCms
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data.ICCProfile))
        assert "sRGB" in ImageCms.getProfileDescription(profile)
        srgb = ImageCms.createProfile("sRGB")
        from PIL import Image
        ramp = Image.fromarray(np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8), "RGB")
        through = np.asarray(ImageCms.profileToProfile(ramp, profile, srgb), int)
        assert np.abs(through - np.asarray(ramp, int)).max() <= 2, "sRGB"
    return len(polygons)


print("same", {"seg": seg, "sr": sr, "gsps": gsps}[kind]())
