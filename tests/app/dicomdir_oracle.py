#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads a file-set with pydicom, which did not write it: follows the offsets of the DICOMDIR from
record to record, opens every file, and looks for identifiers that must be nowhere.

usage: dicomdir_oracle.py MEDIA IDENTIFIERS.txt      prints patients, studies, series, files
"""
import re
import sys
from pathlib import Path

from pydicom import dcmread
from pydicom.fileset import FileSet

media, identifiers = Path(sys.argv[1]), Path(sys.argv[2])
planted = [line for line in identifiers.read_text("utf-8").splitlines() if len(line) > 3]
assert len(planted) > 10

directory = dcmread(media / "DICOMDIR")
assert directory.file_meta.MediaStorageSOPClassUID == "1.2.840.10008.1.3.10"
assert directory.file_meta.MediaStorageSOPInstanceUID.startswith("2.25."), "no host, no time"
kinds = {}
for record in directory.DirectoryRecordSequence:
    kinds[record.DirectoryRecordType] = kinds.get(record.DirectoryRecordType, 0) + 1
    for name in getattr(record, "ReferencedFileID", []):
        assert re.fullmatch("[A-Z0-9_]{1,8}", name), name
    needed = {"PATIENT": ["PatientID"], "STUDY": ["StudyInstanceUID", "StudyID", "StudyDate", "StudyTime"],
              "SERIES": ["SeriesInstanceUID", "SeriesNumber", "Modality"]}.get(record.DirectoryRecordType, [])
    assert all(record[keyword].value not in (None, "") for keyword in needed), needed

listed = set()
for instance in FileSet(directory):
    data = dcmread(instance.path)
    listed.add(Path(instance.path).resolve())
    assert data.SOPInstanceUID == instance.SOPInstanceUID == data.file_meta.MediaStorageSOPInstanceUID
    assert data.file_meta.TransferSyntaxUID == instance.ReferencedTransferSyntaxUIDInFile
    assert (data.PatientID, data.StudyInstanceUID, data.SeriesInstanceUID) == (
        instance.PatientID, instance.StudyInstanceUID, instance.SeriesInstanceUID)
    assert data.PatientIdentityRemoved == "YES"
    assert not any(element.tag.group == 4 for element in data.iterall())
there = {path.resolve() for path in media.rglob("*") if path.is_file() and path.name != "DICOMDIR"}
assert listed == there, "each file is listed, each listed file is there"

for path in media.rglob("*"):
    for text in planted:
        assert text not in path.name
        if path.is_file():
            assert text.encode("utf-8") not in path.read_bytes(), path
korean = [text for text in planted if not text.isascii()]
raw = (media / "DICOMDIR").read_bytes()
assert not any(text.encode("euc-kr", "ignore") in raw for text in korean if text.encode("euc-kr", "ignore"))
print(kinds["PATIENT"], kinds["STUDY"], kinds["SERIES"], len(listed))
