#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Fails on what DESIGN.md forbids: an include against the direction of dependence, a third party
outside its owner, Qt 5 in a program, a file that has outgrown one idea.

usage: check_architecture.py includes SOURCE_DIR
       check_architecture.py qt5 PROGRAM...
"""
import re
import subprocess
import sys
from pathlib import Path

# What each folder may include of the others, transitively closed on purpose: who may use the
# anonymizer may see the values of core and dicom that it speaks.
MAY_USE = {
    "core": set(),
    "dicom": {"core"},
    "imaging": {"core"},
    "phantom": {"core", "dicom", "imaging"},
    "anonymizer": {"core", "dicom", "imaging"},
    "annotation": {"core"},
    "agreement": {"core", "annotation"},
    "storage": {"core", "annotation"},
    "dataset": {"core", "annotation", "imaging"},
    "validation": {"core", "imaging", "dataset"},
    "viewers": {"core", "annotation"},
    "app/workflow": {"core", "dicom", "imaging", "phantom", "anonymizer", "annotation", "agreement",
                     "storage", "dataset", "validation"},
    "app/cli": {"core", "app/workflow", "anonymizer", "annotation", "agreement", "dataset",
                "validation", "phantom", "dicom", "imaging", "storage"},
    "app/print": {"core"},
    "app/gui": {"core", "app/workflow", "viewers", "annotation", "agreement", "storage", "dataset"},
}

# Third party -> (pattern of the header's name, folders that may include it, only outside headers?)
OWNED = [
    ("DCMTK", r"^dcmtk/", {"dicom"}, True),
    ("OpenJPEG", r"^(openjpeg-[\d.]+/)?(openjpeg|opj_\w+)\.h$", {"dicom"}, True),
    ("ITK", r"^itk\w+\.h$", {"imaging"}, True),
    ("OpenCV imaging", r"^opencv2/(core|imgproc|imgcodecs|features2d)", {"imaging", "validation", "phantom"}, True),
    ("libjpeg", r"^j(peglib|error|morecfg|config)\.h$", {"imaging"}, True),
    ("OpenCV ml", r"^opencv2/ml", {"validation"}, True),
    ("OpenCV dnn (ONNX)", r"^opencv2/dnn", {"validation"}, True),
    ("OpenCV highgui (links Qt 5)", r"^opencv2/(highgui|viz|videoio)", set(), True),
    ("libsodium", r"^sodium", {"anonymizer", "storage"}, True),
    ("OpenSSL", r"^openssl/", {"core"}, True),
    ("Tesseract", r"^(tesseract|leptonica)/", {"anonymizer"}, True),
    ("SOCI", r"^soci", {"storage"}, True),
    ("SQLite", r"^sqlite3\.h$", {"storage"}, True),
    ("libpq", r"^libpq-fe\.h$", {"storage"}, True),
    ("nlohmann/json", r"^nlohmann/",
     {"annotation", "agreement", "anonymizer", "storage", "dataset", "validation", "phantom", "app/workflow",
      "app/cli", "app/gui"}, True),
    ("Boost.Math", r"^boost/math/", {"agreement", "validation"}, True),
    ("Clipper", r"^polyclipping/", {"annotation"}, True),
    ("libarchive", r"^archive(_entry)?\.h$", {"app/workflow"}, True),
    ("pugixml", r"^pugixml", {"dataset"}, True),
    ("libtorch", r"^(torch|ATen|c10)/", {"validation"}, True),
    ("VTK", r"^vtk\w+\.h$", {"viewers"}, False),
    ("Qt", r"^(Qt\w+/)?Q[A-Z]\w*(\.h)?$", {"viewers", "app/gui", "app/print"}, False),
    ("CLI11", r"^CLI/", {"app/cli"}, False),
    ("GDCM (aborts on hostile input)", r"^gdcm", set(), True),
]
# JSON in a header costs a second in every file that includes it; these are private to one program.
JSON_HEADERS_ALLOWED = ("app/cli/", "/detail/")

BANNED_TEXT = [
    (r"<QtWidgets>", "costs 4.5 s a file: include the classes"),
    (r"\bcv::imread\b", "fails on Korean paths: decode from memory"),
    (r"\bcv::fillPoly\b", "paints 100 pixels for a 9 x 9 square: core/Raster.h makes masks"),
    (r"\bstd::rand\b|\brandom_device\b", "randomness is passed in"),
    (r"#include <(ranges|format|source_location)>", "breaks the tools of Debian 12"),
]
# fillPoly only for painting pictures, never for masks of truth.
TEXT_EXCEPTIONS = {("phantom", r"\bcv::fillPoly\b")}
MAX_LINES = {".h": 250, ".cpp": 600}
FOLDERS = sorted(MAY_USE, key=len, reverse=True)


def folder_of(path):
    return next((f for f in FOLDERS if path == f or path.startswith(f + "/")), None)


def check_file(root, file):
    relative = file.relative_to(root).as_posix()
    folder = folder_of(relative)
    text = file.read_text(encoding="utf-8")
    faults = []
    if text.count("\n") > MAX_LINES[file.suffix]:
        faults.append(f"{relative}: {text.count(chr(10))} lines, {MAX_LINES[file.suffix]} allowed")
    code = re.sub(r"//[^\n]*", "", text)  # a comment may name what it warns of
    for pattern, why in BANNED_TEXT:
        if (folder, pattern) not in TEXT_EXCEPTIONS and re.search(pattern, code):
            faults.append(f"{relative}: {pattern}: {why}")
    if "SealForTests" in text and relative != "core/Deidentified.h":
        faults.append(f"{relative}: SealForTests belongs to tests/ alone")
    for line, name in re.findall(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', text, re.M):
        target = folder_of(name)
        if line == '"' and target and target != folder and target not in MAY_USE[folder]:
            faults.append(f"{relative}: includes {name}, but {folder} may not use {target}")
        for owner, pattern, folders, private in OWNED:
            if not re.search(pattern, name):
                continue
            if folder not in folders:
                faults.append(f"{relative}: includes {name}, but {owner} is not for {folder}")
            elif private and file.suffix == ".h" and not any(
                    a in "/" + relative for a in JSON_HEADERS_ALLOWED):
                faults.append(f"{relative}: {owner} in a public header")
    return faults


def includes(root):
    faults, seen = [], 0
    for folder in MAY_USE:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in MAX_LINES or folder_of(file.relative_to(root).as_posix()) != folder:
                continue
            seen += 1
            faults += check_file(root, file)
    print(f"{seen} files checked, {len(faults)} faults")
    return faults if seen > 50 else faults + ["fewer than 50 files seen: wrong folder?"]


def qt5(programs):
    faults = []
    for program in programs:
        linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        faults += [f"{Path(program).name}: links {l.split()[0]}" for l in linked.splitlines()
                   if "libQt5" in l or "not found" in l]
    print(f"{len(programs)} programs checked, {len(faults)} faults")
    return faults


if __name__ == "__main__":
    found = includes(Path(sys.argv[2])) if sys.argv[1] == "includes" else qt5(sys.argv[2:])
    print("\n".join(found))
    sys.exit(1 if found else 0)
