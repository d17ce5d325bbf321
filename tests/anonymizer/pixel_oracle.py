#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What readers that are not ours make of a picture.

usage: pixel_oracle.py same A B           pixels of two pictures are equal, as stored and as turned
                                          by their EXIF orientation (PIL)
       pixel_oracle.py plain FILE         no EXIF, XMP, IPTC, comment, text or profile (exiftool)
       pixel_oracle.py outside A B L,T,R,B   samples of two DICOM files differ inside the box only
                                          (pydicom; compressed ones unpacked by DCMTK first)
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image, ImageOps


def same(a, b):
    one, two = Image.open(a), Image.open(b)
    stored = numpy.array_equal(numpy.asarray(one), numpy.asarray(two)) and one.mode == two.mode
    upright = numpy.array_equal(numpy.asarray(ImageOps.exif_transpose(one)),
                                numpy.asarray(ImageOps.exif_transpose(two)))
    return "" if stored and upright else f"stored equal {stored}, upright equal {upright}"


# Of the file and of its coding; everything else says something of somebody.
CODING = {"SourceFile", "ExifTool", "System", "File", "JFIF", "PNG", "PNG-pHYs", "Composite", "Adobe"}
ALLOWED = {"Orientation", "ExifByteOrder"}


def plain(file):
    listed = json.loads(subprocess.run(["exiftool", "-j", "-G1", "-a", "-u", file],
                                       capture_output=True, check=True).stdout)[0]
    left = []
    for name in listed:
        group, _, tag = name.rpartition(":")
        if tag == "Comment" or ((group or name) not in CODING and tag not in ALLOWED):
            left.append(name)
    return ", ".join(left)


def unpacked(file, folder):
    import pydicom
    uid = pydicom.dcmread(file, stop_before_pixels=True).file_meta.TransferSyntaxUID
    out = str(Path(folder) / (Path(file).name + ".raw"))
    tool = {"1.2.840.10008.1.2.5": "dcmdrle", "1.2.840.10008.1.2.4.80": "dcmdjpls",
            "1.2.840.10008.1.2.4.81": "dcmdjpls"}.get(uid)
    if tool is None and uid.startswith("1.2.840.10008.1.2.4.") and not uid.endswith((".90", ".91")):
        tool = "dcmdjpeg"
    if tool is None:
        return pydicom.dcmread(file).pixel_array
    extra = ["+cn"] if tool == "dcmdjpeg" else []
    subprocess.run([tool, *extra, file, out], check=True, capture_output=True)
    return pydicom.dcmread(out).pixel_array


def outside(a, b, box):
    left, top, right, bottom = (int(v) for v in box.split(","))
    with tempfile.TemporaryDirectory() as folder:
        one, two = unpacked(a, folder), unpacked(b, folder)
    if one.shape != two.shape:
        return f"shapes {one.shape} and {two.shape}"
    differs = one != two
    if differs.ndim == 3 and differs.shape[-1] == 3:
        differs = differs.any(axis=-1)
    differs[..., top:bottom, left:right] = False
    inside = two[..., top:bottom, left:right] if two.ndim < 3 or two.shape[-1] != 3 \
        else two[top:bottom, left:right]
    flat = inside.reshape(-1, 3) if two.ndim >= 3 and two.shape[-1] == 3 else inside.reshape(-1, 1)
    if differs.any():
        return f"{int(differs.sum())} pixels differ outside of the box"
    return "" if (flat == flat[0]).all() else "more than one value inside of the box"


if __name__ == "__main__":
    trouble = {"same": same, "plain": plain, "outside": outside}[sys.argv[1]](*sys.argv[2:])
    print(trouble)
    sys.exit(1 if trouble else 0)
