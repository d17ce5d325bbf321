#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`concord validate` finds what was planted in a data set, each fault by the check that is meant for it, and is
silent about the same pictures without it. SYNTHETIC pictures of `concord phantom`; nothing here is a patient's.

Healthy eyes against eyes with AMD or diabetic retinopathy, whose lesions a reader would see at this size. Not
mammograms: 80 breasts of the phantom (two views, 700 px) are silent too, but their mean AUC is only 0.77, at which
no list of doubtful labels can be short; and four views a patient take four times as long.

usage: planted.py CONCORD
"""
import csv
import io
import json
import math
import os
import random
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

sys.path.insert(0, str(Path(__file__).parent))
from study import concord

CONCORD = sys.argv[1]
PATIENTS, SEED, SIDE = 200, 11, 700
FEW = 70  # patients of the runs that ask about files and writing: these faults need no more
SICK = ("amd", "dr")
COLUMNS = ("image", "patient", "label", "laterality", "device")
FLIPS = (1, 2)  # seeds: eight flipped labels alone would be a matter of luck


def photograph(file):
    """Upright and reduced, and the camera that its EXIF names; no metadata go on from here."""
    picture = Image.open(file)
    camera = picture.getexif()[0x0110].split(" ")[0]
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    picture.thumbnail((SIDE, SIDE), Image.LANCZOS)
    return picture, camera


def eyes_of(phantom, out):
    """One row an eye. The names are dealt by chance: neither they nor their order follow class or patient."""
    patients = json.loads((phantom / "truth.json").read_text())["patients"]
    eyes = [{"patient": f"P{number:03}", "label": int(patient["label"] in SICK), "from": phantom / image["file"],
             "laterality": image["laterality"]}
            for number, patient in enumerate(patients) if patient["label"] in ("normal", *SICK)
            for image in patient["images"]]
    random.Random(SEED).shuffle(eyes)
    out.mkdir()
    for number, eye in enumerate(eyes):
        picture, eye["device"] = photograph(eye["from"])
        eye["image"] = f"{number:04}.png"
        eye["from"] = out / eye["image"]
        picture.save(eye["from"], compress_level=1)
    return eyes


def encoded(picture, form, **options):
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def png(picture):
    return encoded(picture, "PNG", compress_level=1)  # the same encoder for every picture of every set


def data_set(folder, eyes, change=None):
    """Manifest and pictures. change(eye, picture) returns the bytes of another file, or None to leave it."""
    folder.mkdir()
    for eye in eyes:
        new = change(eye, Image.open(eye["from"])) if change else None
        if new is None:
            os.link(eye["from"], folder / eye["image"])
        else:
            (folder / eye["image"]).write_bytes(new)
    with (folder / "manifest.csv").open("w", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        rows.writeheader()
        rows.writerows(eyes)
    return folder


def validated(folder, checks, status=0):
    """The checks by name, as report.json has them, after a run that ends with this status."""
    answer = concord(CONCORD, "validate", "--manifest", folder / "manifest.csv", "--kind", "fundus", "--folds", 5,
                     "--workers", 1, "--checks", checks, "--output", folder / "out", status=status)
    report = json.loads((folder / "out" / "report.json").read_text())
    checks = {check["check"]: check for check in report["checks"]}
    assert answer["failures"] == [name for name, check in checks.items() if check["severity"] == "failure"]
    return answer, checks


def numbers(check):
    return dict(check["numbers"])


def alarms(checks):
    return {name: check["severity"] for name, check in checks.items() if check["severity"] in ("warning", "failure")}


def area(check):
    found = numbers(check)
    return f"AUC {found['auc']:.2f} ({found['lower']:.2f} to {found['upper']:.2f}), {check['severity']}"


def clean(scratch, eyes):
    """Nothing planted: status 0 and no alarm of any check."""
    answer, checks = validated(data_set(scratch / "clean", eyes), "all")
    print(f"1 clean: {len(eyes)} eyes, mean AUC {answer['mean_auc']:.3f};",
          ", ".join(f"{name} {check['severity']}" for name, check in checks.items()))
    assert not alarms(checks), alarms(checks)
    assert answer["mean_auc_interval"]["lower"] > 0.8, answer["mean_auc_interval"]  # there is something to learn
    assert numbers(checks["identity"])["certain pairs across patients"] == 0


def ranked(folder, eyes):
    """Units on the list for a second look, the most doubtful label first."""
    unit = {eye["image"]: (eye["patient"], eye["laterality"]) for eye in eyes}
    with (folder / "out" / "suspicious.csv").open(newline="") as file:
        listed = [unit[row["image"]] for row in csv.DictReader(file) if row["check"] == "label-noise"]
    return list(dict.fromkeys(listed))


def flipped(eyes, seed):
    """The same set with 5 % of its eyes, of either class, under the wrong label."""
    units = sorted({(eye["patient"], eye["laterality"]) for eye in eyes})
    wrong = set(random.Random(seed).sample(units, max(6, round(0.05 * len(units)))))
    return [{**eye, "label": eye["label"] ^ ((eye["patient"], eye["laterality"]) in wrong)} for eye in eyes], wrong


def label_noise(scratch, eyes):
    """Wrong labels lead the list: of 5 % that are wrong, 60 % are among its first 10 %."""
    found = planted = 0
    for seed in FLIPS:
        noisy, wrong = flipped(eyes, seed)
        folder = data_set(scratch / f"flipped-{seed}", noisy)
        answer, _ = validated(folder, "label-noise")
        first = ranked(folder, eyes)[:math.ceil(len(eyes) / 10)]
        print(f"2 label noise: {len(wrong & set(first))} of {len(wrong)} flipped labels in the first {len(first)} of",
              f"{len(eyes)}; mean AUC {answer['mean_auc']:.3f}")
        found, planted = found + len(wrong & set(first)), planted + len(wrong)
    assert found >= 0.6 * planted, (found, planted)


COPIES = {
    "re-encoded": lambda picture: encoded(picture, "JPEG", quality=60),
    "reduced": lambda picture: png(picture.resize((picture.width * 3 // 5, picture.height * 3 // 5), Image.BICUBIC)),
    "turned by 90": lambda picture: png(picture.transpose(Image.Transpose.ROTATE_90)),
    "turned by 7": lambda picture: png(picture.rotate(7, Image.BICUBIC)),
    "mirrored": lambda picture: png(ImageOps.mirror(picture)),
}


def copied(eyes, patients):
    """Rows of these patients again, as other patients; how each is changed goes round."""
    again = []
    for number, patient in enumerate(patients):
        how = list(COPIES)[number % len(COPIES)]
        suffix = ".jpg" if how == "re-encoded" else ".png"
        again += [{**eye, "patient": f"Q{number:03}", "how": how, "of": eye["image"],
                   "image": f"9{number}{eye['laterality']}{suffix}"} for eye in eyes if eye["patient"] == patient]
    return again


def identity(scratch, eyes):
    """Ten patients stored again under other IDs: every picture is tied to its copy, and no other pair is."""
    again = copied(eyes, sorted({eye["patient"] for eye in eyes})[:10])
    folder = data_set(scratch / "copied", eyes + again,
                      lambda eye, picture: COPIES[eye["how"]](picture) if "how" in eye else None)
    _, checks = validated(folder, "leakage")
    table = checks["identity"]["tables"][0]["rows"]
    certain = {frozenset(row["words"][:2]) for row in table if row["words"][2] != "suspected"}
    wanted = {frozenset((eye["of"], eye["image"])): eye for eye in again}
    with (folder / "out" / "scores.csv").open(newline="") as file:
        fold = {row["image"]: row["fold"] for row in csv.DictReader(file)}
    tied = {eye["patient"] for pair, eye in wanted.items() if pair in certain and len({fold[i] for i in pair}) == 1}
    print(f"3 identity: {len(tied)} of 10 patients tied to their copies, {len(certain & wanted.keys())} of",
          f"{len(wanted)} pictures, {len(certain - wanted.keys())} wrong pairs; {checks['identity']['severity']}")
    assert len(tied) == 10, [eye["how"] for pair, eye in wanted.items() if pair not in certain]
    assert certain == set(wanted), certain ^ set(wanted)
    assert checks["identity"]["severity"] == "warning" and checks["leakage"]["severity"] == "fine"


def device(scratch, eyes):
    """Patients and healthy people came from two cameras."""
    eyes = [{**eye, "device": ("CAMERA-A", "CAMERA-B")[eye["label"]]} for eye in eyes]
    answer, checks = validated(data_set(scratch / "device", eyes), "balance,shortcut", status=1)
    print(f"4 device: Cramer's V {numbers(checks['balance'])['device_v']:.2f}, {checks['balance']['severity']};",
          f"shortcut:device {area(checks['shortcut:device'])}")
    assert alarms(checks) == {"balance": "failure", "shortcut:device": "failure"}, alarms(checks)
    assert "not evidence" in answer["verdict"], answer["verdict"]


def written(eye, picture):
    """A room's name in small letters in the black corner beside the retina."""
    if eye["label"] == 0:
        return None
    ImageDraw.Draw(picture).text((8, 8), "ROOM 2 OPD", fill=(220, 220, 220))
    return png(picture)


def text(scratch, eyes):
    """One class carries writing."""
    answer, checks = validated(data_set(scratch / "text", eyes, written), "shortcut", status=1)
    print(f"5 text: shortcut:text {area(checks['shortcut:text'])}; all alarms {alarms(checks)}")
    assert checks["shortcut:text"]["severity"] in ("warning", "failure"), checks["shortcut:text"]


def squeezed(eye, picture):
    """One class went through JPEG at quality 30 and was stored without loss again: only the pixels know."""
    return png(Image.open(io.BytesIO(encoded(picture, "JPEG", quality=30)))) if eye["label"] else None


def as_jpeg(eye, picture):
    return encoded(picture, "JPEG", quality=30 if eye["label"] else 90)


def compression(scratch, eyes):
    """One class is compressed more, in the pixels alone or as files."""
    renamed = [{**eye, "image": eye["image"].replace(".png", ".jpg")} for eye in eyes]
    for name, rows, change in (("squeezed", eyes, squeezed), ("jpeg", renamed, as_jpeg)):
        _, checks = validated(data_set(scratch / name, rows, change), "compression,shortcut", status=1)
        print(f"6 compression, {name}: compression {checks['compression']['severity']};",
              f"shortcut:compression {area(checks['shortcut:compression'])}; shortcut:file",
              f"{area(checks['shortcut:file'])}; all alarms {alarms(checks)}")
        for check in ("compression", "shortcut:compression"):
            assert checks[check]["severity"] in ("warning", "failure"), checks[check]


def main(scratch):
    concord(CONCORD, "phantom", scratch / "phantom", "--kind", "fundus", "--patients", PATIENTS, "--seed", SEED,
            "--half")
    eyes = eyes_of(scratch / "phantom", scratch / "eyes")
    chosen = set(sorted({eye["patient"] for eye in eyes})[:FEW])
    few = [eye for eye in eyes if eye["patient"] in chosen]
    clean(scratch, eyes)
    label_noise(scratch, eyes)
    for claim in (identity, device, text, compression):
        claim(scratch, few)


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
