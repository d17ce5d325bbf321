# SPDX-License-Identifier: Apache-2.0
"""leak_oracle.py TRUTH.md SOURCE OUTPUT: 1 if anything planted in SOURCE is still in OUTPUT.

Shares nothing with Concord: the values come from the truth table and from pydicom's reading of the
sources; the search is bytes in bytes, in several encodings.
"""
import os
import re
import sys
import warnings

import pydicom

warnings.filterwarnings("ignore")
IDENTIFYING = ["PatientName", "PatientID", "AccessionNumber", "ReferringPhysicianName", "OperatorsName",
               "PerformingPhysicianName", "InstitutionName", "InstitutionAddress", "PatientAddress",
               "PatientTelephoneNumbers", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID",
               "FrameOfReferenceUID", "PatientBirthDate", "DeviceSerialNumber", "StudyID"]


def planted(truth, source):
    values = set()
    folder = os.path.basename(os.path.normpath(source))
    with open(truth, encoding="utf-8") as file:
        for line in file:
            row = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(row) == 3 and row[0].startswith(folder + "/") and row[1].startswith("("):
                values.add(row[2])
    assert values, "the truth table has nothing for " + folder
    for root, _, names in os.walk(source):
        for name in names:
            try:
                data = pydicom.dcmread(os.path.join(root, name), stop_before_pixels=True)
            except Exception:  # not DICOM
                continue
            if "PatientIdentityRemoved" in data:
                continue
            for keyword in IDENTIFYING:
                value = data.get(keyword)
                values.update(str(v) for v in (value if isinstance(value, pydicom.multival.MultiValue) else [value]))
    return values


def patterns(value):
    value = value.strip(" \0^")
    # Below six characters chance decides in compressed pixels, and words of every header prove nothing.
    if len(value) < 6 or value.upper() in {"NONE", "NAME^NONE", "OTHER", "ANONYMIZED"}:
        return []
    texts = {value, value.upper(), value.replace("^", " "), " ".join(reversed(value.split("^")))}
    if re.fullmatch(r"\d{8}", value):
        texts |= {f"{value[:4]}-{value[4:6]}-{value[6:]}", f"{value[:4]}.{value[4:6]}.{value[6:]}"}
    return [t.encode(e) for t in texts for e in ("utf-8", "utf-16-le", "utf-16-be")]


def main():
    truth, source, output = sys.argv[1:4]
    wanted = {p: v for v in planted(truth, source) for p in patterns(v)}
    assert len(wanted) > 20
    leaks = 0
    for root, _, names in os.walk(output):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                content = file.read() + os.path.join(root, name).encode()
            for pattern in wanted:
                if pattern in content:
                    leaks += 1
                    print(f"leak of {len(pattern)} bytes at {content.index(pattern)} in {name}")
    sys.exit(1 if leaks else 0)


if __name__ == "__main__":
    main()
