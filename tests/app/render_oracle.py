#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`concord render` of every real mammogram and fundus DICOM against pydicom, numpy and DCMTK's
command line decoders: the same grey values, pixel for pixel (one step of rounding allowed).

usage: render_oracle.py CONCORD
"""
import io
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

try:
    import numpy as np
    import pydicom
    from PIL import Image
except ImportError as error:
    print(f"SKIPPED: no independent decoder on this machine ({error.name})")
    sys.exit(77)

# Transfer syntaxes that pydicom cannot decode by itself -> DCMTK's decoder.
DECODERS = {"1.2.840.10008.1.2.4.57": "dcmdjpeg", "1.2.840.10008.1.2.4.70": "dcmdjpeg",
            "1.2.840.10008.1.2.4.51": "dcmdjpeg",
            "1.2.840.10008.1.2.4.80": "dcmdjpls", "1.2.840.10008.1.2.4.81": "dcmdjpls"}


def pixels(file, folder):
    """(data set, stored pixels of the first frame) by decoders that are not ours."""
    dataset = pydicom.dcmread(file, force=True)
    if not hasattr(dataset.file_meta, "TransferSyntaxUID"):
        dataset.file_meta.TransferSyntaxUID = pydicom.uid.ImplicitVRLittleEndian
    decoder = DECODERS.get(dataset.file_meta.TransferSyntaxUID)
    if decoder:
        plain = Path(folder) / "plain.dcm"
        subprocess.run([decoder, str(file), str(plain)], check=True, capture_output=True)
        dataset = pydicom.dcmread(plain)
    if dataset.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.4.50":
        dataset.PhotometricInterpretation = "RGB" if dataset.SamplesPerPixel == 3 else \
            dataset.PhotometricInterpretation
        return dataset, baseline(dataset)
    array = dataset.pixel_array
    if int(getattr(dataset, "NumberOfFrames", 1) or 1) > 1:
        array = array[0]
    if dataset.SamplesPerPixel == 1:
        unused = dataset.BitsAllocated - dataset.BitsStored
        if unused and dataset.PixelRepresentation == 0:
            array = array & ((1 << dataset.BitsStored) - 1)
    return dataset, array


def baseline(dataset):
    """JPEG baseline by Pillow: a JFIF stream holds YCbCr whatever the file's tags call it, and
    DCMTK believes the tags (example-mg.dcm says RGB)."""
    frame = next(pydicom.encaps.generate_pixel_data_frame(dataset.PixelData))
    return np.asarray(Image.open(io.BytesIO(frame)))


def macros(dataset):
    """The data set itself, then what an enhanced object says in its functional groups (frame 0)."""
    found = [dataset]
    for name in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
        for item in list(getattr(dataset, name, []))[:1]:
            for macro in ("FrameVOILUTSequence", "PixelValueTransformationSequence"):
                found += list(getattr(item, macro, []))
    return found


def lookup(dataset, name, default=None):
    for part in macros(dataset):
        if name in part and part[name].value not in (None, ""):
            return part[name].value
    return default


def first(value):
    return float(value[0] if isinstance(value, pydicom.multival.MultiValue) else value)


def expected(dataset, array):
    """PS3.3 C.11.1 and C.11.2 in numpy: what should be on the screen, unrounded."""
    if dataset.SamplesPerPixel == 3:
        return array.astype(float)
    values = array.astype(float)
    if "ModalityLUTSequence" in dataset:
        values = pydicom.pixel_data_handlers.util.apply_modality_lut(array, dataset).astype(float)
    else:
        values = values * float(lookup(dataset, "RescaleSlope", 1)) + \
            float(lookup(dataset, "RescaleIntercept", 0))
    if "VOILUTSequence" in dataset:
        lut = dataset.VOILUTSequence[0]
        entries = np.array(lut.LUTData, dtype=float)
        if len(entries) != (lut.LUTDescriptor[0] or 65536):
            entries = np.frombuffer(bytes(lut.LUTData), dtype="<u2").astype(float)
        index = np.clip(values - lut.LUTDescriptor[1], 0, len(entries) - 1).astype(int)
        shown = entries[index] / (2 ** lut.LUTDescriptor[2] - 1)
    else:
        function = lookup(dataset, "VOILUTFunction", "LINEAR")
        if lookup(dataset, "WindowCenter") is not None:
            centre = first(lookup(dataset, "WindowCenter"))
            width = first(lookup(dataset, "WindowWidth"))
        else:
            low, high = values.min(), values.max()
            centre, width, function = (low + high) / 2, max(high - low, 1), "LINEAR_EXACT"
        if function == "SIGMOID":
            shown = 1 / (1 + np.exp(-4 * (values - centre) / width))
        elif function == "LINEAR_EXACT":
            shown = (values - centre) / width + 0.5
        else:
            shown = (values - (centre - 0.5)) / max(width - 1, 1e-9) + 0.5
    shown = np.clip(shown, 0, 1) * 255
    shape = getattr(dataset, "PresentationLUTShape", "")
    inverse = shape == "INVERSE" or (not shape and dataset.PhotometricInterpretation == "MONOCHROME1")
    return 255 - shown if inverse else shown


def compare(program, file, folder):
    png = Path(folder) / "ours.png"
    subprocess.run([program, "render", str(file), "--output", str(png)], check=True,
                   capture_output=True)
    ours = np.asarray(Image.open(png)).astype(float)
    dataset, array = pixels(file, folder)
    if dataset.SamplesPerPixel == 3 and dataset.PhotometricInterpretation.startswith("YBR"):
        array = pydicom.pixel_data_handlers.util.convert_color_space(
            array, dataset.PhotometricInterpretation, "RGB")
    theirs = expected(dataset, array)
    if ours.shape != theirs.shape:
        return f"shape {ours.shape} against {theirs.shape}", 0, 0
    difference = np.abs(ours - theirs)
    padding = getattr(dataset, "PixelPaddingValue", None)
    note = ""
    if padding is not None and dataset.SamplesPerPixel == 1:
        # Ours shows padding black in either polarity (PS3.3 C.7.5.1.1.2 leaves it to the viewer).
        limit = getattr(dataset, "PixelPaddingRangeLimit", padding)
        padded = (array >= min(padding, limit)) & (array <= max(padding, limit))
        difference[padded] = ours[padded]
        note = f" (padding {np.mean(padded):.1%})"
    return note, float(difference.max()), float(difference.mean())


def main():
    warnings.simplefilter("ignore")
    root = os.environ.get("CONCORD_TEST_DATA") or os.environ.get("CONCORD_TEST_DATA_DEFAULT", "")
    if not root or not Path(root).is_dir():
        print("SKIPPED: no real data on this machine (CONCORD_TEST_DATA)")
        return 77
    root, bad, seen = Path(root), 0, 0
    files = [f for part in ("mg_dicom", "mg_dicom_transcoded", "op_dicom")
             for f in sorted((root / part).glob("*.dcm"))]
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            note, largest, mean = compare(sys.argv[1], file, folder)
        good = largest <= 1.01 and not note.startswith("shape")
        bad += not good
        seen += 1
        print(f"{'same  ' if good else 'FAILED'} {file.name}: largest difference {largest:.2f}, "
              f"mean {mean:.3f}{note}")
    print(f"{seen} files compared, {bad} differ")
    return 1 if bad or seen == 0 else 0


sys.exit(main())
