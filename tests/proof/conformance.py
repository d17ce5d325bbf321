#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""De-identification adds no conformance error that dciodvfy knows: every class of object that the phantom
writes (MG for presentation and for processing, tomosynthesis, OP of 8 and 16 bit, SC, SR, GSPS) and the
real objects of shared/data (SR, SEG, presentation states, enhanced images), under every built-in profile.

usage: conformance.py CONCORD
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pydicom

SKIPPED = 77
PROFILES = ("basic", "curation", "programme")  # the last with pseudonyms, so that it needs no vault
REAL = ("corner/highdicom", "corner/dcmqi", "corner/dcm4che", "op_dicom", "mg_dicom")


def data():
    folder = os.environ.get("CONCORD_TEST_DATA") or os.environ.get("CONCORD_TEST_DATA_DEFAULT", "")
    return Path(folder) if folder and Path(folder).is_dir() else None


def errors(file):
    """Errors by kind and place; what a message quotes of a value is cut, for values differ by intent."""
    told = subprocess.run(["dciodvfy", "-new", str(file)], capture_output=True)
    lines = (told.stdout + told.stderr).decode("latin-1").splitlines()
    plain = [re.sub(r"= <[^>]*>|<(?!/)[^>]*>|\[\d+\]", "", line) for line in lines if line.startswith("Error")]
    return collections.Counter(plain)


def for_processing(file, target):
    """The mammogram as the detector gave it: another class of object, with the same patient."""
    image = pydicom.dcmread(file)
    image.SOPClassUID = image.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.2.1"
    image.PresentationIntentType = "FOR PROCESSING"
    for keyword in ("WindowCenter", "WindowWidth", "VOILUTSequence", "WindowCenterWidthExplanation"):
        if keyword in image:
            delattr(image, keyword)
    image.save_as(target)


def objects(program, folder):
    files = []
    for kind in ("mammography", "fundus"):
        drawn = folder / kind
        subprocess.run([program, "phantom", str(drawn), "--kind", kind, "--patients", "2", "--seed", "11", "--half",
                        "--objects"], check=True, capture_output=True)
        files += sorted(drawn.rglob("*.dcm"))
    first = next(f for f in files if f.stem.endswith("RCC"))
    processing = folder / "for-processing.dcm"
    for_processing(first, processing)
    files.append(processing)
    if data():
        for name in REAL:
            files += sorted(f for f in (data() / name).rglob("*") if f.is_file() and f.suffix in (".dcm", ""))
    return files


def run(program, files, folder, profile):
    source, output, report = folder / f"in-{profile}", folder / f"out-{profile}", folder / f"report-{profile}"
    source.mkdir()
    faults, compared, classes = 0, 0, collections.Counter()
    key = folder / "key"
    key.write_text("concord-key-1 " + "6b" * 32 + "\n")
    key.chmod(0o600)
    chosen = profile
    if profile == "programme":
        chosen = folder / "programme.json"
        dates = {"mode": "fixed", "value": "19000101"}
        chosen.write_text(json.dumps({"name": profile, "options": ["retain-device"], "dates": dates}))
    for number, file in enumerate(files):
        one, out = source / f"{number:04d}", output / f"{number:04d}"
        one.mkdir()
        (one / "a.dcm").write_bytes(file.read_bytes())
        subprocess.run([program, "deidentify", "--input", str(one), "--output", str(out), "--key", str(key),
                        "--profile", str(chosen), "--pixels", "off"], capture_output=True)
        made = sorted(out.rglob("*.dcm")) if out.is_dir() else []
        if not made:
            continue  # quarantined: no output, no error of an output
        compared += 1
        classes[pydicom.uid.UID(pydicom.dcmread(made[0], stop_before_pixels=True).SOPClassUID).name] += 1
        added = errors(made[0]) - errors(file)
        for message, count in added.items():
            # A synthetic object is named; a real one only by its number in the sorted list.
            print(f"{profile}, file {number}: {count} x {message[:200]}")
            faults += count
    print(f"{profile}: {compared} of {len(files)} objects compared, {faults} added errors")
    for name, count in sorted(classes.items()):
        print(f"   {count:4d} {name}")
    return faults if compared > 10 else faults + 1


def main():
    if subprocess.run(["sh", "-c", "command -v dciodvfy"], capture_output=True).returncode != 0:
        print("SKIPPED: dciodvfy is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="concord-conformance-") as temporary:
        folder = Path(temporary)
        files = objects(sys.argv[1], folder)
        return 1 if sum(run(sys.argv[1], files, folder, profile) for profile in PROFILES) else 0


if __name__ == "__main__":
    sys.exit(main())
