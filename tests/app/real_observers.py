#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Two readings of real pictures through the verbs alone, and their statistics by other programs.

Mammograms: the regions that radiologists drew in CDD-CESM are reader A. Reader B is SIMULATED: the same
regions shifted and scaled by chance, some left out, some answers changed. Fundus: CHASE_DB1, whose two
observers really drew the vessels of the same pictures.

usage: real_observers.py CONCORD mammograms|fundus      77: no data
"""
import csv
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy
import pydicom
from PIL import Image
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from sklearn.metrics import cohen_kappa_score, f1_score, jaccard_score

from observers_oracle import close, hull, pair

CONCORD = sys.argv[1]
HULLS = {"calcification"}  # decision 0123: clusters are compared by their convex hulls


def data():
    folder = Path(os.environ.get("CONCORD_TEST_DATA") or os.environ.get("CONCORD_TEST_DATA_DEFAULT")
                  or Path(__file__).resolve().parents[2] / ".." / "shared" / "data")
    if not (folder / "mg_images_cdd_cesm" / "via_regions.csv").exists():
        print("SKIPPED: no test data")
        sys.exit(77)
    return folder


def concord(*arguments, status=0):
    done = subprocess.run([CONCORD, *map(str, arguments), "--json"], capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.returncode, done.stdout[-3000:], done.stderr[-3000:])
    return json.loads(done.stdout)


def rows(file):
    with open(file, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


# -- mammograms ------------------------------------------------------------------------------------


def wrapped(picture, folder):
    """The JPEG's pixels as a Digital Mammography X-Ray Image, for `import` takes a loose JPEG for a
    photograph of an eye. Names and numbers of a hospital are put in: they must not come out."""
    name = picture.stem  # P81_L_DM_CC
    patient, side = name.split("_")[:2]
    pixels = numpy.asarray(Image.open(picture).convert("L"))
    ds = pydicom.Dataset()
    ds.file_meta = pydicom.dataset.FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.2"
    ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[name])
    ds.StudyInstanceUID = generate_uid(entropy_srcs=["study", patient])
    ds.SeriesInstanceUID = generate_uid(entropy_srcs=["series", name])
    ds.PatientID, ds.PatientName, ds.PatientSex, ds.PatientBirthDate = patient, "Doe^" + patient, "F", ""
    ds.StudyDate, ds.StudyTime, ds.AccessionNumber, ds.StudyID = "20200101", "101500", "", ""
    ds.Modality, ds.ViewPosition, ds.ImageLaterality = "MG", "CC", side
    ds.PresentationIntentType, ds.ImageType = "FOR PRESENTATION", ["DERIVED", "PRIMARY"]
    ds.BodyPartExamined, ds.PatientOrientation = "BREAST", ["P", "L"] if side == "L" else ["A", "R"]
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows, ds.Columns = pixels.shape
    ds.BitsAllocated = ds.BitsStored = 8
    ds.HighBit, ds.PixelRepresentation = 7, 0
    ds.BurnedInAnnotation = "NO"
    ds.InstanceNumber, ds.SeriesNumber = "1", "1"
    ds.PixelData = pixels.tobytes() + b"\0" * (pixels.size % 2)
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.save_as(folder / (name + ".dcm"), write_like_original=False)
    return pixels.shape


def moved(shape, chance, size):
    """A reader who draws the same thing a little elsewhere and a little larger or smaller."""
    height, width = size
    scale, dx, dy = chance.uniform(0.85, 1.15), chance.gauss(0, 6), chance.gauss(0, 6)
    if shape["name"] == "polygon":
        xs, ys = shape["all_points_x"], shape["all_points_y"]
        cx, cy = sum(xs) / len(xs), sum(ys) / len(ys)

        def at(v, centre, shift, most):
            return round(min(max(centre + (v - centre) * scale + shift, 1), most - 1), 3)
        return {"name": "polygon", "all_points_x": [at(x, cx, dx, width) for x in xs],
                "all_points_y": [at(y, cy, dy, height) for y in ys]}
    result = dict(shape, cx=round(shape["cx"] + dx, 3), cy=round(shape["cy"] + dy, 3))
    for key in ("r", "rx", "ry"):
        if key in shape:
            result[key] = round(shape[key] * scale, 3)
    return result


def simulated_reader(regions, sizes, file, chance):
    with open(file, "w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, regions[0].keys())
        table.writeheader()
        drawn = 0
        for row in regions:
            shape = json.loads(row["region_shape_attributes"])
            if chance.random() < 0.12:
                continue
            shape = moved(shape, chance, sizes[row["#filename"]])
            table.writerow(dict(row, region_shape_attributes=json.dumps(shape)))
            drawn += 1
    return drawn


def true_area(shape):
    """Of the region as the radiologist's tool says it."""
    if shape["name"] == "polygon":
        xs, ys = shape["all_points_x"], shape["all_points_y"]
        return abs(sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in
                       zip(xs, ys, xs[1:] + xs[:1], ys[1:] + ys[:1]))) / 2
    return math.pi * shape.get("rx", shape.get("r")) * shape.get("ry", shape.get("r"))


def area_of(finding):
    xs, ys = zip(*finding["outline"])
    return true_area({"name": "polygon", "all_points_x": list(xs), "all_points_y": list(ys)})


def answered(project, reader, folder, answers_of):
    """Fills in the answers beside what the import drew, and submits. The readings by case."""
    concord("read", "export", project, "--reader", reader, "--output", folder)
    for file in sorted(folder.glob("*.json")):
        reading = json.loads(file.read_text())
        reading["answers"].update(answers_of(reading))
        file.write_text(json.dumps(reading))
    concord("read", "import", project, *sorted(folder.glob("*.json")), "--submit")
    # As they stand now: lesions are numbered when they are taken in.
    submitted = folder.with_name(folder.name + " submitted")
    concord("read", "export", project, "--reader", reader, "--output", submitted)
    return {file.stem: json.loads(file.read_text()) for file in sorted(submitted.glob("*.json"))}


def answers_of_study(source, regions):
    """Of each patient, what the published table says: density, the worst BI-RADS and pathology."""
    found = defaultdict(list)
    for row in rows(source / "labels.csv"):
        found[row["Image_name"].split("_")[0]].append(row)
    answers = {}
    for patient, lines in found.items():
        grades = [grade for line in lines for grade in line["BIRADS"].split("$")]
        malignant = any("malignant" in line["Pathology Classification/ Follow up"].lower() for line in lines)
        answers[patient] = {"density": lines[0]["Breast density (ACR)"].lower(), "assessment": max(grades),
                            "diagnosis": "malignant" if malignant else "benign"}
    return answers


def mammograms(scratch, source):
    source = source / "mg_images_cdd_cesm"
    regions = rows(source / "via_regions.csv")
    exported = scratch / "export"
    exported.mkdir()
    sizes = {name: wrapped(source / name, exported) for name in sorted({r["#filename"] for r in regions})}
    project = scratch / "project"
    concord("init", project, "--kind", "mammography")
    taken = concord("import", project, exported)
    assert taken["imported"] == len(sizes), taken
    patients = {name.split("_")[0] for name in sizes}
    assigned = concord("assign", project, "--readers", "radiologist,simulated")
    assert assigned["assigned"] == len(patients), assigned

    # Reader A: VIA says no class, so the table does. The images are found by the bytes of the originals.
    labels = scratch / "labels.csv"
    labels.write_text("label,finding\n,mass\n")
    chance = random.Random(20261130)
    second = scratch / "second.csv"
    drawn = {"radiologist": len(regions), "simulated": simulated_reader(regions, sizes, second, chance)}
    for reader, file in (("radiologist", source / "via_regions.csv"), ("simulated", second)):
        done = concord("annotations", "import", project, file, "--format", "via", "--as", "reading",
                       "--reader", reader, "--images", exported, "--labels", labels)
        assert done["counts"]["findings"] == done["shapes"] == drawn[reader], done
        assert done["matched"] == done["images"] and not done["faults"], done

    # What the radiologists drew is in the project as they drew it.
    published = answers_of_study(source, regions)
    image_of = {}
    before = scratch / "before"
    concord("read", "export", project, "--reader", "radiologist", "--output", before)
    by_image = defaultdict(list)
    for file in before.glob("*.json"):
        for finding in json.loads(file.read_text())["findings"]:
            by_image[finding["image"]].append(finding)
    expected = defaultdict(list)
    for row in regions:
        expected[row["#filename"]].append(json.loads(row["region_shape_attributes"]))
    assert len(by_image) == len(expected)
    patient_of_case = {}
    for file in before.glob("*.json"):
        reading = json.loads(file.read_text())
        for image in reading["images"]:
            # By the drawings themselves: no name of the hospital is left to find an image by.
            size = (image["height"], image["width"])
            names = [n for n in expected if sizes[n] == size and len(expected[n]) == len(by_image[image["id"]])
                     and same_drawings(expected[n], by_image[image["id"]])]
            assert len(names) == 1, (image, names)
            image_of[names[0]] = image["id"]
            patient_of_case[file.stem] = names[0].split("_")[0]
    assert len(image_of) == len(sizes)

    def study(reading):
        return published[patient_of_case[reading["case"]]]

    def another_opinion(reading):
        answers = dict(study(reading))
        if chance.random() < 0.3:
            answers["density"] = chance.choice("abcd")
        if chance.random() < 0.3:
            answers["assessment"] = chance.choice("23456")
        if chance.random() < 0.2:
            answers["diagnosis"] = "benign" if answers["diagnosis"] == "malignant" else "malignant"
        return answers

    readings = {"radiologist": answered(project, "radiologist", scratch / "a", study),
                "simulated": answered(project, "simulated", scratch / "b", another_opinion)}
    pairs, report = compared(project, scratch, readings)
    assert len(pairs) > 30, len(pairs)
    for key, weights in (("density", None), ("density", "linear"), ("density", "quadratic"),
                         ("assessment", None), ("diagnosis", None)):
        both = [[readings[r][case]["answers"][key] for case in sorted(readings["radiologist"])]
                for r in ("radiologist", "simulated")]
        name = "Cohen's kappa" + (", " + weights if weights else "")
        scale = list("abcd") if weights else None
        kappa = cohen_kappa_score(*both, weights=weights, labels=scale)
        assert close(figure(report, "answer: " + key, name), kappa), (key, weights, kappa)
    print("mammograms:", len(sizes), "images,", drawn, "regions,", len(pairs), "pairs")


def same_drawings(shapes, findings):
    """Polygons to the last digit; an ellipse by centre and axes, as an inscribed outline."""
    left = list(findings)
    for shape in shapes:
        found = [f for f in left if is_drawn(shape, f["outline"])]
        if not found:
            return False
        left.remove(found[0])
    return not left


def is_drawn(shape, outline):
    if shape["name"] == "polygon":
        points = [list(map(float, p)) for p in zip(shape["all_points_x"], shape["all_points_y"])]
        points = [p for i, p in enumerate(points) if p != points[i - 1]]
        outline = [list(map(float, p)) for p in outline]
        return sorted(points) == sorted(outline) and abs(
            true_area(shape) - area_of({"outline": outline})) < 1e-9 * true_area(shape)
    rx, ry = shape.get("rx", shape.get("r")), shape.get("ry", shape.get("r"))
    on = [((x - shape["cx"]) / rx) ** 2 + ((y - shape["cy"]) / ry) ** 2 for x, y in outline]
    return max(abs(v - 1) for v in on) < 1e-6 and 0.98 < area_of({"outline": outline}) / true_area(shape) < 1


# -- both ------------------------------------------------------------------------------------------


def figure(report, section, statistic, group="all"):
    found = [float(r["value"]) for r in report
             if (r["section"], r["stage"], r["group"], r["reader_pair"], r["statistic"], r["unit"] != "mm") ==
             (section, "before", group, "all", statistic, True)]
    assert len(found) == 1, (section, statistic, found)
    return found[0]


def compared(project, scratch, readings):
    """Runs compare and agreement; every number of every pair again by shapely and scipy."""
    tables = scratch / "tables"
    summary = concord("compare", project, "--output", tables)
    assert summary["compared"] == len(next(iter(readings.values()))), summary
    finding = {reader: {(case, f["id"]): f for case, reading in of.items() for f in reading["findings"]}
               for reader, of in readings.items()}
    lesions = rows(tables / "lesions.csv")
    seen = {"a": Counter(), "b": Counter()}
    pairs = []
    for row in lesions:
        for side in "ab":
            if row["lesion_" + side]:
                seen[side][row["reader_" + side], row["case"], row["lesion_" + side]] += 1
        if not (row["lesion_a"] and row["lesion_b"]):
            assert row["iou"] == row["hd_px"] == row["area_a_px2"] == "", row
            continue
        a, b = (finding[row["reader_" + s]][row["case"], row["lesion_" + s]] for s in "ab")
        assert (a["label"], b["label"], a["image"]) == (row["label_a"], row["label_b"], row["image"])
        outlines = [hull(f["outline"]) if f["label"] in HULLS else f["outline"] for f in (a, b)]
        true = pair(*outlines)
        for key, value in true.items():
            # The intersection is good to 1e-9 of the larger area, as decision 0123 says.
            scale = max(true["area_a_px2"], true["area_b_px2"]) if key == "intersection_px2" else 1.0
            assert close(float(row[key]), value, scale), (key, row[key], value, row)
        pairs.append(true)
    # Every drawing is in the table exactly once.
    drawn = Counter((reader, case, id) for reader, of in finding.items() for case, id in of)
    assert seen["a"] + seen["b"] == drawn, "a lesion is missing in the table, or there twice"

    concord("agreement", project, "--output", scratch / "report", "--bootstrap", 50,
            "--simulated-readers", "--no-pdf")
    report = rows(scratch / "report/report.csv")
    for name, key in (("Dice", "dice"), ("IoU", "iou"), ("HD", "hd_px"), ("HD95", "hd95_px"), ("ASD", "asd_px")):
        values = [p[key] for p in pairs]
        assert close(figure(report, "overlap", name + ", mean"), numpy.mean(values)), name
        assert close(figure(report, "overlap", name + ", median"), numpy.median(values)), name
        assert close(figure(report, "overlap", name + ", SD"), numpy.std(values, ddof=1)), name
    matched = sum(row["label_a"] == row["label_b"] for row in lesions if row["iou"])
    assert close(figure(report, "lesions", "F1, place and class"), 2 * matched / sum(drawn.values()))
    assert concord("audit", "verify", project)["sound"]
    return pairs, report


# -- fundus ----------------------------------------------------------------------------------------


def fundus(scratch, source):
    source = source / "fundus_chasedb1"
    exported = scratch / "export"
    exported.mkdir()
    names = sorted(p.stem for p in source.glob("*.jpg"))
    for name in names:
        shutil.copy(source / (name + ".jpg"), exported)
    project = scratch / "project"
    concord("init", project, "--kind", "fundus")
    taken = concord("import", project, exported)
    assert taken["imported"] == len(names), taken
    assigned = concord("assign", project, "--readers", "first,second")
    labels = scratch / "labels.csv"
    labels.write_text("label,finding\nclass-1,other\nclass-255,other\n")
    observers = {"first": "_1stHO", "second": "_2ndHO"}
    for reader, suffix in observers.items():
        done = concord("annotations", "import", project, source, "--format", "png-mask", "--suffix", suffix,
                       "--as", "reading", "--reader", reader, "--images", exported, "--labels", labels)
        assert (done["images"], done["matched"], done["shapes"]) == (len(names),) * 3, done
        assert not done["faults"] and len(done["cases"]) == assigned["assigned"], done
    readings = {r: answered(project, r, scratch / r, lambda reading: {"gradability": "good", "diagnosis": "normal"})
                for r in observers}
    pairs, report = compared(project, scratch, readings)

    # All vessels of a picture together: what a mask is, however it was cut into outlines.
    masks = {name: [numpy.asarray(Image.open(source / (name + suffix + ".png"))).astype(bool)
                    for suffix in observers.values()] for name in names}
    areas = rows(scratch / "tables/areas.csv")
    assert len(areas) == len(names), areas
    left = dict(masks)
    for row in areas:
        turn = 1 if row["reader_a"] == "first" else -1
        name = next(n for n, (first, second) in left.items()
                    if [first.sum(), second.sum()][::turn] == [int(row["pixels_a"]), int(row["pixels_b"])])
        first, second = (m.ravel() for m in left.pop(name))
        assert int(row["pixels_both"]) == (first & second).sum() and int(row["pixels_image"]) == first.size
        for key, value in (("dice", f1_score(first, second)), ("iou", jaccard_score(first, second)),
                           ("kappa", cohen_kappa_score(first, second))):
            assert close(float(row[key]), value), (key, row, value)
    assert not left
    print("fundus:", len(names), "pictures,", len(pairs), "pairs of outlines")


with tempfile.TemporaryDirectory() as folder:
    {"mammograms": mammograms, "fundus": fundus}[sys.argv[2]](Path(folder), data())
