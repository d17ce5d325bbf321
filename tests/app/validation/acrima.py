#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The real set that is solved by width and file size alone must not pass as evidence, and the set whose
normals come from another folder must be found out, both through the command line.

usage: acrima.py CONCORD
"""
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from study import concord

CONCORD = sys.argv[1]
DATA = Path(os.environ.get("CONCORD_TEST_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))


def checks_of(answer):
    return {check["check"]: check for check in answer["checks"]}


def main(scratch):
    acrima = DATA / "fundus_acrima" / "manifest.csv"
    cesm = DATA / "mg_images_cdd_cesm" / "manifest.csv"
    if not acrima.exists() or not cesm.exists():
        print("SKIPPED: the real sets are not here (CONCORD_TEST_DATA)")
        sys.exit(77)
    answer = concord(CONCORD, "validate", "--manifest", acrima, "--kind", "fundus", "--folds", 10,
                     "--model", "features", "--checks", "shortcut,permutation,balance", "--target", 0.93,
                     "--output", scratch / "acrima", status=1)
    assert answer["mean_auc"] >= 0.985, answer["mean_auc"]
    assert "not evidence" in answer["verdict"], answer["verdict"]
    file = checks_of(answer)["shortcut:file"]
    assert file["severity"] == "failure", file
    print("ACRIMA:", answer["verdict"], file["sentence"])

    answer = concord(CONCORD, "validate", "--manifest", cesm, "--kind", "mammography", "--folds", 5,
                     "--model", "features", "--checks", "shortcut,permutation,balance", "--output", scratch / "cesm")
    found = [c["check"] for c in answer["checks"] if c["severity"] in ("warning", "failure")]
    assert any(name.startswith("shortcut:") for name in found), found
    print("CDD-CESM:", answer["verdict"], found)


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
