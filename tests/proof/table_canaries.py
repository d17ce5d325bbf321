#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every attribute of PS3.15 Table E.1-1 with a value of its own, at the top and inside sequences two and
three levels down, through `concord deidentify`: no value may be left. The files are made and judged by
pydicom, the table is read from NEMA's JSON (shared/reference), so none of it shares code with ours.

usage: table_canaries.py CONCORD [--keep FOLDER]
"""
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pydicom
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian,
                         ImplicitVRLittleEndian)

SKIPPED = 77
SYNTAXES = {"explicit": ExplicitVRLittleEndian, "implicit": ImplicitVRLittleEndian,
            "deflated": DeflatedExplicitVRLittleEndian, "big endian": ExplicitVRBigEndian}
# (profile, the option columns whose K keeps an original on purpose)
PROFILES = {"basic": (), "curation": ("rtnPatCharsOpt",), "programme": ("rtnDevIdOpt",)}
# Each option alone, as a profile's file, in one transfer syntax.
OPTIONS = {"retain-safe-private": ("rtnSafePrivOpt",), "retain-uids": ("rtnUIDsOpt",),
           "retain-device": ("rtnDevIdOpt",), "retain-institution": ("rtnInstIdOpt",),
           "patient-characteristics": ("rtnPatCharsOpt",), "full-dates": ("rtnLongFullDatesOpt",),
           "modified-dates": (), "clean-descriptors": (), "clean-structured-content": (),
           "clean-graphics": ()}
# What a profile derives from the date of birth is no original, and a time of day may stay where dates move.
MODIFIED_DATES = {"curation", "modified-dates"}
BASE = {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.1.2", "Modality": "MG"}


def table():
    default = Path(__file__).resolve().parents[2] / ".." / "shared" / "reference"
    file = Path(os.environ.get("CONCORD_REFERENCE", default)) / "ps315_table_e11.json"
    if not file.is_file():
        print(f"SKIPPED: the table is not on this machine (CONCORD_REFERENCE)")
        sys.exit(SKIPPED)
    rows = []
    for row in json.loads(file.read_text(encoding="utf-8"))["rows"]:
        match = re.fullmatch(r"\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)", row["tag"])
        if match and int(match[1], 16) not in (0x0000, 0x0002, 0x0004):
            rows.append((Tag(int(match[1], 16), int(match[2], 16)), row))
    return rows


def vr_of(tag, row):
    try:
        return dictionary_VR(tag).split(" or ")[0]
    except KeyError:  # newer than pydicom 2.3.1
        name = row["name"]
        if name.endswith("Sequence"):
            return "SQ"
        return "UI" if name.endswith("UID") else "DT" if name.endswith("DateTime") else "LO"


class Canaries:
    """One value for each attribute and place; remembers where each was put."""

    def __init__(self):
        self.count = 0
        self.planted = []  # (place: tuple of tags, VR, value, bytes to search for or None, row)

    def value(self, vr):
        self.count += 1
        n = self.count
        text = f"CNRY{n:05d}"
        if vr == "UI":
            return f"1.2.826.0.1.3680043.77.{n}.1"
        if vr == "DA":
            return f"{1701 + n // 336:04d}{1 + n % 12:02d}{1 + n // 12 % 28:02d}"
        if vr == "DT":
            return f"{1701 + n // 336:04d}{1 + n % 12:02d}{1 + n // 12 % 28:02d}0307{n % 60:02d}"
        if vr == "TM":
            return f"{n // 3600 % 24:02d}{n // 60 % 60:02d}{n % 60:02d}.{n:06d}"
        if vr == "AS":
            return f"{20 + n % 60:03d}Y"
        if vr == "PN":
            return f"Canary{n:05d}^Zz"
        if vr in ("DS", "IS"):
            return str(7000000 + n)
        if vr in ("US", "SS"):
            return 20000 + n % 9000
        if vr in ("UL", "SL", "UV", "SV"):
            return 1700000000 + n
        if vr in ("FL", "FD"):
            return 1000.5 + n
        if vr == "AT":
            return Tag(0x0009, 0x1000 + n)
        if vr in ("OB", "OW", "UN", "OF", "OD", "OL"):
            data = (text + "-").encode() + struct.pack("<H", n % 60000) + b"Zz"
            return data + b"=" * (-len(data) % 8)
        return text

    def plant(self, dataset, tag, row, place):
        vr = vr_of(tag, row)
        if vr == "SQ":
            # A listed name and an unlisted free text inside: neither may come through.
            item = Dataset()
            for inner in (Tag(0x0010, 0x0010), Tag(0x0028, 0x1351)):
                inner_vr = dictionary_VR(inner)
                value = self.value(inner_vr)
                item.add(DataElement(inner, inner_vr, value))
                self.remember(place + (tag, inner), inner_vr, value, row)
            dataset.add(DataElement(tag, "SQ", Sequence([item])))
            return
        value = self.value(vr)
        dataset.add(DataElement(tag, vr, value))
        self.remember(place + (tag,), vr, value, row)

    def remember(self, place, vr, value, row):
        searched = None
        if isinstance(value, str) and vr not in ("AS", "CS"):
            searched = value.encode()
        elif isinstance(value, bytes):
            searched = value.rstrip(b"=")
        elif vr == "CS":
            searched = value.encode()
        self.planted.append((place, vr, value, searched, row))


def image(syntax, rows, depth):
    """A mammogram of 16 x 16 with every attribute at one depth."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.MediaStorageSOPClassUID = BASE["SOPClassUID"]
    dataset.is_little_endian = syntax != ExplicitVRBigEndian
    dataset.is_implicit_VR = syntax == ImplicitVRLittleEndian
    canaries = Canaries()
    target, place = dataset, ()
    if depth:
        chain = [Tag(0x0054, 0x0220), Tag(0x0054, 0x0222), Tag(0x0008, 0x2228)][:depth]
        for tag in chain:  # none of them is listed: they stay, so what is in them is reached
            inner = Dataset()
            target.add(DataElement(tag, "SQ", Sequence([inner])))
            target, place = inner, place + (tag,)
    for tag, row in rows:
        if not depth and tag in (Tag(0x0008, 0x0016),):
            continue
        canaries.plant(target, tag, row, place)
    for keyword, value in BASE.items():
        setattr(dataset, keyword, value)
    if depth:
        dataset.SOPInstanceUID, dataset.StudyInstanceUID = "1.2.3.4.5", "1.2.3.4.6"
        dataset.SeriesInstanceUID, dataset.PatientID = "1.2.3.4.7", "NESTED"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows, dataset.Columns = 16, 16
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8, 8, 7
    dataset.PixelRepresentation, dataset.PixelData = 0, bytes(range(256))
    dataset["PixelData"].VR = "OB"
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    return dataset, canaries


def at(dataset, place):
    """The value at that place of the output, None if it is not there."""
    for tag in place[:-1]:
        if tag not in dataset or dataset[tag].VR != "SQ" or not dataset[tag].value:
            return None
        dataset = dataset[tag].value[0]
    return dataset[place[-1]].value if place[-1] in dataset else None


def bytes_of(dataset, into):
    """Everything the data set says, decoded, so that deflated and swapped values are seen as well."""
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                bytes_of(item, into)
        elif element.tag != Tag(0x7FE0, 0x0010):
            into.append(element.value if isinstance(element.value, bytes) else str(element.value).encode())


def kept_on_purpose(profile, vr, row):
    if any(row.get(option) == "K" for option in {**PROFILES, **OPTIONS}[profile]):
        return True
    return profile in MODIFIED_DATES and vr == "TM" and row.get("rtnLongModifDatesOpt") == "C"


def survivors(file, canaries, profile):
    output = pydicom.dcmread(file)
    said = []
    bytes_of(output, said)
    haystack = Path(file).read_bytes() + b"\n" + b"\n".join(said)
    left = []
    for place, vr, value, searched, row in canaries.planted:
        # Inside a sequence the inner attribute decides, and neither of the two planted ones may be kept.
        listed = row["tag"].lower() == f"({place[-1].group:04x},{place[-1].elem:04x})"
        if listed and kept_on_purpose(profile, vr, row):
            continue
        there = at(output, place)
        if profile in MODIFIED_DATES and vr in ("DA", "DT"):
            searched = None  # a date that was moved may fall on the day of another canary
        same = there is not None and str(there) == str(value) and str(value) != ""
        if same or (searched and searched in haystack):
            left.append(f"{place[-1]} {row['name']} at depth {len(place) - 1}, VR {vr}")
    return left


def vault(program, folder, key):
    """Numbers given to patients are kept in one."""
    word, other, file = folder / "passphrase", folder / "reviewers", folder / "numbers.vault"
    for each, text in ((word, "a canary in a coal mine\n"), (other, "another bird in another mine\n")):
        each.write_text(text)
        each.chmod(0o600)
    if not file.exists():
        subprocess.run([program, "vault", "create", str(file), "--key", str(key), "--steward", "kim", "--reviewer", "lee",
                        "--steward-passphrase-file", str(word), "--reviewer-passphrase-file", str(other)],
                       check=True, capture_output=True)
    return ["--vault", str(file), "--operator", "kim", "--passphrase-file", str(word)]


def chosen(program, profile, folder, planted):
    """What deidentify needs to be told of the profile: its file, or who is of which class."""
    if profile in OPTIONS:
        file = folder / f"{profile}.json"
        dates = {"full-dates": "keep", "modified-dates": "shift"}.get(profile, "remove")
        file.write_text(json.dumps({"name": profile, "options": [profile], "dates": {"mode": dates}}))
        return ["--profile", str(file)]
    if profile != "programme":
        return ["--profile", profile]
    classes = folder / "classes.csv"
    own = [str(value) for canaries in planted.values() for place, _, value, _, _ in canaries.planted
           if place == (Tag(0x0010, 0x0020),)]
    classes.write_text("patient_id,class\n" + "".join(f"{id},malignant\n" for id in own + ["NESTED"]))
    return ["--profile", profile, "--classes", str(classes)] + vault(program, folder, folder / "key")


def run(program, folder, rows, name, syntax):
    source = folder / f"in-{name.replace(' ', '-')}"
    source.mkdir()
    planted = {}
    for depth in (0, 2, 3):
        dataset, canaries = image(syntax, rows, depth)
        dataset.save_as(source / f"depth{depth}.dcm", write_like_original=False)
        planted[depth] = canaries
    faults = 0
    key = folder / "key"
    if not key.exists():
        key.write_text("concord-key-1 " + "5a" * 32 + "\n")
        key.chmod(0o600)
    profiles = list(PROFILES) + (list(OPTIONS) if syntax == ExplicitVRLittleEndian else [])
    for profile in profiles:
        for depth, canaries in planted.items():
            one = folder / f"one-{name.replace(' ', '-')}-{profile}-{depth}"
            one.mkdir()
            (one / "in").mkdir()
            os.link(source / f"depth{depth}.dcm", one / "in" / "a.dcm")
            done = subprocess.run([program, "deidentify", "--input", str(one / "in"), "--output", str(one / "out"),
                                   "--key", str(key), "--json"] + chosen(program, profile, folder, planted),
                                  capture_output=True, text=True)
            files = sorted((one / "out").rglob("*.dcm"))
            if done.returncode != 0 or len(files) != 1:
                print(f"{name}, {profile}, depth {depth}: exit {done.returncode}, {len(files)} files\n{done.stdout}{done.stderr}")
                faults += 1
                continue
            left = survivors(files[0], canaries, profile)
            print(f"{name}, {profile}, depth {depth}: {len(left)} of {len(canaries.planted)} original values left")
            for line in left[:20]:
                print("   ", line)
            faults += len(left)
    return faults


def main():
    program = sys.argv[1]
    rows = table()
    faults = 0
    with tempfile.TemporaryDirectory(prefix="concord-canaries-") as temporary:
        folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(temporary)
        for name, syntax in SYNTAXES.items():
            faults += run(program, folder, rows, name, syntax)
    print(f"{len(rows)} rows of the table, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
