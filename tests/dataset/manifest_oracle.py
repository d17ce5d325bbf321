#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Computes every hash and count of a frozen version again, with Python's own hashlib and json.

usage: manifest_oracle.py VERSION_FOLDER BLOBS_FOLDER MANIFEST_SHA256
       BLOBS_FOLDER: the image files, in any layout
       manifest_oracle.py --list EXPORTED_FOLDER
"""
import collections
import hashlib
import json
import os
import sys


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def read(*parts):
    with open(os.path.join(*parts), "rb") as file:
        return file.read()


def files_under(folder):
    return {os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/")
            for at, _, names in os.walk(folder) for name in names}


def canonical(value):
    """The house's canonical form, made by another JSON writer."""
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": "))
            + "\n").encode()


def check_counts(manifest, truths):
    images, cases = manifest["images"], {}
    for image in images:
        cases.setdefault(image["case"], []).append(image)
    label = {case: truths[case]["label"] for case in cases}
    count = collections.Counter
    device = lambda a: ", ".join(x for x in (a["manufacturer"], a["model"]) if x)
    fundus = manifest["kind"] == "fundus"
    findings = [f for t in truths.values() for i in t["images"] for f in i["findings"]]
    expected = {
        "cases": len(cases), "patients": len({i["patient"] for i in images}),
        "images": len(images), "findings": len(findings),
        "casesByClass": count(label.values()),
        "casesByAgeBand": count(c[0]["programme"]["ageBand"] for c in cases.values()),
        "imagesByClass": count(label[i["case"]] for i in images),
        "imagesByDevice": count(device(i["attributes"]) for i in images),
        "imagesByView": {} if fundus else count(i["attributes"]["view"] for i in images),
        "imagesByField": count(i["attributes"]["field"] for i in images) if fundus else {},
        "imagesBySide": count(i["attributes"]["laterality"] for i in images),
        "findingsByLabel": count(f["label"] for f in findings),
        "excludedByReason": count(e["reason"] for e in manifest["excluded"])}
    assert manifest["counts"] == expected, (manifest["counts"], expected)


def check_version(folder, blobs, manifest_hash):
    text = read(folder, "manifest.json")
    assert sha256(text) == manifest_hash, "the manifest's hash"
    manifest = json.loads(text)
    assert manifest["schema"] == "concord-dataset-2", manifest["schema"]
    assert text == canonical(manifest), "the manifest is not canonical"
    assert sha256("".join(r + "\n" for r in manifest["rules"]).encode()) == manifest["rulesSha256"]
    stored = {}
    for name in files_under(blobs):
        data = read(blobs, name)
        stored[sha256(data)] = len(data)
    for image in manifest["images"]:
        assert stored[image["sha256"]] == image["bytes"], "an image"
    known, truths = {"manifest.json"}, {}
    for case in manifest["cases"]:
        record = read(folder, case["file"])
        assert sha256(record) == case["sha256"], case["file"]
        assert record == canonical(json.loads(record)), case["file"]
        truths[case["case"]] = json.loads(record)
        known.add(case["file"])
    for paper in manifest["papers"]:
        assert sha256(read(folder, paper["file"])) == paper["sha256"], paper["file"]
        known.add(paper["file"])
    assert files_under(folder) == known, files_under(folder) ^ known
    told = sorted(i["id"] for t in truths.values() for i in t["images"])
    assert told == sorted(i["sha256"] for i in manifest["images"])
    check_counts(manifest, truths)
    numbers = [(n["series"], n["number"], n["slot"], n["repeat"]) for n in manifest["numbers"]]
    assert len(set(numbers)) == len(numbers), "a number was given twice"
    print("ok", len(manifest["images"]), "images", len(truths), "cases")


def check_list(folder):
    text = read(folder, "concord-files.json")
    listed = json.loads(text)
    assert text == canonical(listed), "the list is not canonical"
    own = listed.pop("self")
    assert sha256(canonical(listed)) == own, "the list's own hash"
    assert {f["path"] for f in listed["files"]} == files_under(folder) - {"concord-files.json"}
    for file in listed["files"]:
        data = read(folder, file["path"])
        assert (len(data), sha256(data)) == (file["bytes"], file["sha256"]), file["path"]
    print("ok", len(listed["files"]), "files")


if sys.argv[1] == "--list":
    check_list(sys.argv[2])
else:
    check_version(*sys.argv[1:4])
