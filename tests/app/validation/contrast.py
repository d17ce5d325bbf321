#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every model learns lesions, and only lesions: on `concord phantom`'s SYNTHETIC patients its AUC rises with the
contrast of what is painted and holds 0.5 in its interval where nothing is. Lesions and their outlines lie at the same
places at every contrast; at 0 the patches are given the outlines of what was not painted.

Too long for every run of the tests (ten minutes a kind); docs/benchmarks.md has the figures.

usage: contrast.py CONCORD KIND PATIENTS MODEL=CONTRAST[,CONTRAST...] ...
       e.g. contrast.py concord mammography 48 features=0,4 cnn=0,4 patches=0,4
            contrast.py concord fundus 300 cnn:side=192=0,4
"""
import csv
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from study import concord

CONCORD, KIND, PATIENTS = sys.argv[1], sys.argv[2], int(sys.argv[3])
SEED, FOLDS = 7, 5


def phantom_of(scratch, contrast):
    folder = scratch / f"phantom-{contrast}"
    if not folder.exists():
        concord(CONCORD, "phantom", folder, "--kind", KIND, "--patients", PATIENTS, "--seed", SEED, "--half",
                "--lesion-contrast", contrast)
    return folder, json.loads((folder / "truth.json").read_text())["patients"]


def manifest_of(folder, patients):
    with (folder / "manifest.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["image", "patient", "label", "laterality", "view"])
        for number, patient in enumerate(patients):
            for image in patient["images"]:
                rows.writerow([image["file"], f"P{number:03}", int(patient["label"] != "normal"),
                               image["laterality"], image.get("view", "")])
    return folder / "manifest.csv"


def outlines_of(folder, patients):
    found = {image["file"]: [lesion["polygon"] for lesion in image["lesions"]]
             for patient in patients for image in patient["images"] if image["lesions"]}
    (folder / "outlines.json").write_text(json.dumps(found))
    return folder / "outlines.json"


def area(scratch, model, contrast):
    folder, patients = phantom_of(scratch, contrast)
    painted = phantom_of(scratch, 1)[1]
    assert contrast or not any(image["lesions"] for patient in patients for image in patient["images"])
    options = ["--outlines", outlines_of(folder, painted)] if model.startswith("patches") else []
    if side := re.search("side=([0-9]+)", model):
        options += ["--input-side", side[1]]
    out = folder / model.replace(":", "-")
    concord(CONCORD, "validate", "--manifest", manifest_of(folder, patients), "--kind", KIND, "--folds", FOLDS,
            "--unit", "patient", "--model", model, "--checks", "none", "--output", out, *options)
    found = json.loads((out / "report.json").read_text())["models"][0]["mean_auc"]
    print(f"{KIND} (synthetic), {PATIENTS} patients, {model}, contrast {contrast:g}: "
          f"AUC {found['value']:.3f} ({found['lower']:.3f} to {found['upper']:.3f})", flush=True)
    return found


def main():
    with tempfile.TemporaryDirectory() as scratch:
        for wish in sys.argv[4:]:
            model, contrasts = wish.rsplit("=", 1)
            areas = [area(Path(scratch), model, float(one)) for one in contrasts.split(",")]
            assert areas[0]["lower"] <= 0.5 <= areas[0]["upper"], (model, areas[0])
            means = [one["value"] for one in areas]
            assert means == sorted(means), (model, means)
            assert areas[-1]["lower"] > 0.5, (model, areas[-1])


main()
