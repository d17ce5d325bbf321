#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What compression costs, from `concord compress` to the report of `concord validate`: the same pictures move
nothing, a destroyed copy is never called equivalent, and every figure of fidelity is measured again by PIL,
pydicom and numpy. Pictures are synthetic.

usage: copies.py CONCORD
"""
import csv
import io
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import pydicom
from PIL import Image, ImageFilter
from pydicom.encaps import encapsulate, generate_pixel_data_frame
from pydicom.uid import JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit, SecondaryCaptureImageStorage, generate_uid

sys.path.insert(0, str(Path(__file__).parent))
from study import concord, fundus_manifest

CONCORD = sys.argv[1]
SIDE = 450     # px: what `features` looks at is 448 px, so larger pictures would only take longer
MARGIN = 0.15  # 28 eyes cannot show 0.02; at this margin a mild copy is equivalent, so that "not" says something


def rows_of(file):
    with open(file, newline="") as table:
        return list(csv.DictReader(table))


# ---- pictures ----

def small_pictures(scratch):
    """The phantom's pictures without loss and no larger than the model looks at; the manifest of them."""
    large = fundus_manifest(CONCORD, scratch / "large", 24, 3)
    small = scratch / "small"
    small.mkdir()
    for row in rows_of(large):
        with Image.open(large.parent / row["image"]) as picture:
            picture.thumbnail((SIDE, SIDE))
            picture.save((small / row["image"]).with_suffix(".png"))
    (small / "manifest.csv").write_text(large.read_text().replace(".jpg", ".png"))
    return small / "manifest.csv"


def own_copy(manifest, folder, change):
    """A copy that the verb did not make: change(picture, file) writes each."""
    folder.mkdir()
    shutil.copy(manifest, folder)
    for row in rows_of(manifest):
        with Image.open(manifest.parent / row["image"]) as picture:
            change(picture, folder / row["image"])
    return folder


def write_blurred(picture, file):
    picture.filter(ImageFilter.GaussianBlur(40)).save(file)


def write_blank(picture, file):
    Image.new("RGB", picture.size, (90, 60, 40)).save(file)


def write_lossless(picture, file):
    """A Secondary Capture with reversible JPEG 2000 (5/3, RCT), under the name of a PNG as `compress` does."""
    coded = io.BytesIO()
    picture.save(coded, "JPEG2000", irreversible=False, mct=1, no_jp2=True)
    meta = pydicom.dataset.FileMetaDataset()
    meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID = JPEG2000Lossless, SecondaryCaptureImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    data = pydicom.dataset.FileDataset(str(file), {}, file_meta=meta, preamble=b"\0" * 128)
    data.is_little_endian, data.is_implicit_VR = True, False
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.StudyInstanceUID, data.SeriesInstanceUID = generate_uid(), generate_uid()
    data.PatientID, data.Modality = "COPY", "OT"
    data.Columns, data.Rows = picture.size
    data.SamplesPerPixel, data.PhotometricInterpretation, data.PlanarConfiguration = 3, "YBR_RCT", 0
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
    data.PixelData = encapsulate([coded.getvalue()])
    data["PixelData"].is_undefined_length = True
    data.save_as(file, write_like_original=False)


# ---- what is in a copy, without the program ----

def frame_of(data):
    return next(generate_pixel_data_frame(data.PixelData, 1))


def opened(file):
    """(data set, pixels). PIL decodes JPEG and JPEG 2000; DCMTK JPEG-LS and JPEG of 12 bits, if it is there."""
    data = pydicom.dcmread(file)
    if data.file_meta.TransferSyntaxUID in (JPEG2000, JPEG2000Lossless, JPEGBaseline8Bit):
        pixels = numpy.asarray(Image.open(io.BytesIO(frame_of(data))))
        # PIL brings grey of 9 to 15 bits to 16.
        return data, pixels >> (16 - data.BitsStored) if data.BitsStored > 8 else pixels
    family = "dcmdjpls" if "JPEG-LS" in data.file_meta.TransferSyntaxUID.name else "dcmdjpeg"
    if shutil.which(family) is None:
        return data, None
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([family, str(file), f"{folder}/plain.dcm"], check=True)
        return data, pydicom.dcmread(f"{folder}/plain.dcm").pixel_array


def psnr_of(original, copy, peak):
    squares = numpy.mean((original.astype(float) - copy.astype(float)) ** 2)
    return math.inf if squares == 0 else 10 * math.log10(peak ** 2 / squares)


def under_window(values):
    """Means under the 11 x 11 Gaussian of 1.5 px, where it lies inside the picture."""
    weights = numpy.exp(-0.5 * ((numpy.arange(11) - 5) / 1.5) ** 2)
    weights /= weights.sum()
    for _ in range(2):  # along the rows, then along the columns
        values = sum(w * values[i:values.shape[0] - 10 + i] for i, w in enumerate(weights)).T
    return values


def ssim_of(original, copy, peak):
    """Wang et al. 2004, of the luma."""
    x, y = (image.astype(float) @ [0.299, 0.587, 0.114] for image in (original, copy))
    mx, my = under_window(x), under_window(y)
    xx, yy = under_window(x * x) - mx * mx, under_window(y * y) - my * my
    xy = under_window(x * y) - mx * my
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    return numpy.mean((2 * mx * my + c1) * (2 * xy + c2) / ((mx ** 2 + my ** 2 + c1) * (xx + yy + c2)))


def check_sizes(data, row):
    """The ratio is that of the bytes in the file, and the file says the same ratio of itself."""
    raw = data.Rows * data.Columns * data.SamplesPerPixel * data.BitsAllocated // 8
    coded = len(frame_of(data))
    assert int(row["raw_bytes"]) == raw, (row, raw)
    assert 0 <= coded - int(row["coded_bytes"]) <= 1, (row, coded)  # a DICOM fragment has an even length
    achieved = float(row["achieved"])
    assert abs(achieved - raw / int(row["coded_bytes"])) < 1e-9 * achieved, row
    assert (row["reached"] == "1") == (abs(achieved / float(row["asked"]) - 1) <= 0.1), row
    stated = data.LossyImageCompressionRatio
    assert abs(float(stated if isinstance(stated, (str, float)) else stated[-1]) - achieved) <= 0.0051, stated
    assert data.LossyImageCompression == "01"


# ---- the verbs ----

def compress(manifest, codec, ratios, output, status=0):
    answer = concord(CONCORD, "compress", "--manifest", manifest, "--codec", codec, "--ratios", ratios,
                     "--workers", 1, "--output", output, status=status)
    for copy in answer["copies"]:
        rows = rows_of(Path(output) / Path(copy["folder"]).name / "fidelity.csv")
        assert copy["made"] == copy["pictures"] == len(rows) and not copy["faults"], copy
        assert copy["reached"] == sum(row["reached"] == "1" for row in rows), copy
        for name, column in (("median_ratio", "achieved"), ("median_psnr", "psnr"), ("median_ssim", "ssim")):
            median = numpy.median([float(row[column]) for row in rows])
            assert copy[name] is None or abs(copy[name] - median) < 1e-9 * median, (copy, median)
    return answer["copies"]


def study(manifest, out, copies, *more):
    """The answer's comparisons by the copy's name, as report.json has them."""
    chosen = [word for name, folder in copies.items() for word in ("--copy", f"{name}={folder}")]
    answer = concord(CONCORD, "validate", "--manifest", manifest, "--kind", "fundus", "--checks", "none",
                     "--workers", 1, "--output", out, *chosen, *more)  # a loss is a result, not a failure: status 0
    report = json.loads((out / "report.json").read_text())
    assert not report["unreadable"] and not report["failures"], (report["unreadable"], report["failures"])
    page = (out / "report.html").read_text()
    for short, whole in zip(answer["comparisons"], report["comparisons"], strict=True):
        assert all(short[key] == whole[key] for key in short), (short, whole)
        assert whole["sentence"] in page, whole["sentence"]
        check_verdict(whole)
    return report, dict(zip(copies, report["comparisons"], strict=True))


def check_verdict(comparison):
    """Two one-sided tests at 5 %, from the printed interval; and the sentence says no more than they do."""
    d = comparison["difference"]
    error = (d["upper"] - d["lower"]) / 2 / 1.959964
    inside = abs(d["value"]) + 1.644854 * error < comparison["margin"]
    assert comparison["equivalent"] == inside, comparison
    if "exactly 0" not in comparison["sentence"]:
        wanted = "Equivalent within" if inside else "Not shown to be equivalent within"
        assert wanted in comparison["sentence"], comparison["sentence"]


def told(comparison):
    d = comparison["difference"]
    return (f"{d['value']:+.4f} ({d['lower']:+.4f} to {d['upper']:+.4f}), "
            f"{'equivalent' if comparison['equivalent'] else 'not shown to be equivalent'}")


def check_nothing_moved(comparison):
    d = comparison["difference"]
    assert d["value"] == d["lower"] == d["upper"] == 0, comparison
    assert comparison["p"] == comparison["mcnemar"] == comparison["corrected_t"] == 1, comparison
    assert comparison["equivalent"] is True, comparison
    assert comparison["sentence"].endswith("every score is the same; the difference is exactly 0."), comparison


# ---- claims ----

def the_same_folder_moves_nothing(comparisons, out):
    check_nothing_moved(comparisons["same"])
    assert (out / "scores-features-on-same.csv").read_bytes() == (out / "scores.csv").read_bytes()
    print("1. the same folder as a copy:", told(comparisons["same"]))


def a_lossless_copy_moves_nothing(manifest, folder, comparisons, out):
    for row in rows_of(manifest):
        original, copy = manifest.parent / row["image"], folder / row["image"]
        assert original.read_bytes() != copy.read_bytes()
        assert (opened(copy)[1] == numpy.asarray(Image.open(original))).all(), "it was not lossless"
    check_nothing_moved(comparisons["lossless"])
    assert (out / "scores-features-on-lossless.csv").read_bytes() == (out / "scores.csv").read_bytes()
    print("2. lossless JPEG 2000 in DICOM, other bytes:", told(comparisons["lossless"]))


def loss_at_the_least_ratio_is_not_hidden(manifest, copies):
    """Asked for 1:1 a codec of this verb still loses: its figures must say so, exactly where pixels differ."""
    for codec in ("jpeg-ls", "jpeg2000"):
        (copy,) = compress(manifest, codec, 1, copies, status=1)  # status 1: no codec comes near 1:1
        differing = 0
        for row in rows_of(copies / f"{codec}-1" / "fidelity.csv"):
            data, pixels = opened(copies / f"{codec}-1" / row["image"])
            check_sizes(data, row)
            if pixels is None:
                continue
            lost = bool((pixels != numpy.asarray(Image.open(manifest.parent / row["image"]))).any())
            assert lost == (row["psnr"] != "inf") == (float(row["largest_difference"]) > 0), row
            differing += lost
        print(f"2. {codec} asked for 1:1: median {copy['median_ratio']:.1f}:1 at {copy['median_psnr']:.2f} dB, "
              f"pixels differ in {differing} of {copy['pictures']}")


def fidelity_is_what_others_measure(manifest, copies, names, tolerance):
    """Every fifth picture; the decoders of the program and of PIL may round a sample differently."""
    worst = [0.0, 0.0]
    for name in names:
        rows = rows_of(copies / name / "fidelity.csv")
        for row in rows[::5]:
            data, pixels = opened(copies / name / row["image"])
            original = numpy.asarray(Image.open(manifest.parent / row["image"]))
            if data.file_meta.TransferSyntaxUID == JPEGBaseline8Bit:
                assert data.PhotometricInterpretation == "YBR_FULL"
            check_sizes(data, row)
            away = (abs(psnr_of(original, pixels, 255) - float(row["psnr"])),
                    abs(ssim_of(original, pixels, 255) - float(row["ssim"])))
            assert away[0] < tolerance[0] and away[1] < tolerance[1], (name, row, away)
            worst = [max(pair) for pair in zip(worst, away)]
        print(f"3. {name}: PSNR {numpy.median([float(r['psnr']) for r in rows]):.2f} dB, SSIM "
              f"{numpy.median([float(r['ssim']) for r in rows]):.4f} (medians)")
    print(f"3. measured again: at most {worst[0]:.5f} dB and {worst[1]:.7f} of SSIM away")


def a_destroyed_copy_is_not_equivalent(comparisons):
    assert comparisons["mild"]["equivalent"] is True, comparisons["mild"]
    print("4. mild, 10:1:", told(comparisons["mild"]), "within", MARGIN)
    for name in ("hard", "blurred", "blank"):
        one = comparisons[name]
        assert one["equivalent"] is False and one["difference"]["upper"] < 0, one  # a loss, not only a doubt
        print(f"4. {name}:", told(one))


def mammograms(scratch):
    """One patient's four pictures at full size, and a manifest of them."""
    folder = scratch / "breast"
    concord(CONCORD, "phantom", folder, "--kind", "mammography", "--patients", 1, "--seed", 5, "--workers", 1)
    (patient,) = json.loads((folder / "truth.json").read_text())["patients"]
    lines = [f"{image['file']},P0,{number % 2}" for number, image in enumerate(patient["images"])]
    (folder / "manifest.csv").write_text("image,patient,label\n" + "\n".join(lines) + "\n")
    (folder / "first.csv").write_text("image,patient,label\n" + lines[0] + "\n")
    return folder


def the_report_says_how_near_the_copies_are(report, copies):
    near = {one["copy"]: one for one in report["copies"]}
    for name in ("same", "lossless"):
        one = near[name]
        assert one["equal"] == one["pictures"] and one["ssim"] == one["input_ssim"] == 1 and one["psnr"] is None, one
    for name, folder in (("mild", "jpeg2000-10"), ("hard", "jpeg2000-1000")):
        rows = rows_of(copies / folder / "fidelity.csv")
        for figure in ("psnr", "ssim"):
            median = numpy.median([float(row[figure]) for row in rows])
            assert abs(near[name][figure] - median) < 1e-6 * median, (near[name], median)
        print(f"7. {name}: {near[name]['psnr']:.2f} dB at full size, {near[name]['input_psnr']:.2f} dB as a network "
              "sees it")
    # What differs between neighbours is gone in a reduced picture; what a hard compression loses is not.
    assert near["mild"]["input_psnr"] > near["mild"]["psnr"], near["mild"]
    assert near["mild"]["input_psnr"] > near["hard"]["input_psnr"], near


def copies_that_cannot_be_read_are_named(manifest, scratch):
    torn = own_copy(manifest, scratch / "torn", lambda picture, file: picture.save(file))
    names = [row["image"] for row in rows_of(manifest)]
    (torn / names[0]).write_bytes((torn / names[0]).read_bytes()[:200])
    answer = concord(CONCORD, "validate", "--manifest", manifest, "--kind", "fundus", "--checks", "none", "--folds", 2,
                     "--workers", 1, "--output", scratch / "torn-study", "--copy", f"torn={torn}", status=1)
    report = json.loads((scratch / "torn-study" / "report.json").read_text())
    assert report["copies"][0]["unreadable"] == 1 and report["copies"][0]["pictures"] == len(names) - 1
    said = [line for line in report["remarks"] if "copy torn" in line]
    assert said and said[0].startswith("1 picture of "), report["remarks"]
    assert said[0] in (scratch / "torn-study" / "report.html").read_text()
    for name in names:
        (torn / name).write_bytes(b"nothing that opens")
    done = subprocess.run([CONCORD, "validate", "--manifest", manifest, "--kind", "fundus", "--checks", "none",
                           "--folds", "2", "--workers", "1", "--output", scratch / "all-torn", "--copy",
                           f"torn={torn}"], capture_output=True, text=True)
    assert done.returncode not in (0, 1) and "copy torn" in done.stderr, (done.returncode, done.stderr)
    print("8. copies that cannot be read:", said[0], "/", done.stderr.strip().splitlines()[-1])


def the_ratio_is_the_one_that_was_reached(folder, out, codec, manifest, reaches):
    (copy,) = compress(folder / manifest, codec, 11000, out, status=0 if reaches else 1)
    assert (copy["reached"] == copy["made"]) == reaches, copy
    for row in rows_of(out / f"{codec}-11000" / "fidelity.csv"):
        data, pixels = opened(out / f"{codec}-11000" / row["image"])
        check_sizes(data, row)
        if pixels is not None:
            original = pydicom.dcmread(folder / row["image"])
            assert (original.Rows, original.Columns) == pixels.shape == (data.Rows, data.Columns)
            psnr = psnr_of(original.pixel_array, pixels, 2 ** original.BitsStored - 1)
            assert abs(psnr - float(row["psnr"])) < 0.05, (psnr, row)
    print(f"5. {codec} asked for 11000:1 of {data.Columns} x {data.Rows}: {copy['median_ratio']:.1f}:1, "
          f"{copy['reached']} of {copy['made']} reached it, {copy['median_psnr']:.2f} dB, "
          f"{'opens elsewhere' if pixels is not None else 'not opened: no DCMTK here'}")


def a_network_says_the_size_it_saw(manifest, scratch, copies):
    """`--input-side` is the size that pictures are kept at; a network with a `side` of its own sees the smaller of
    the two, one without sees what was asked for.
    `features` takes no size: it looks at 448 px of a fundus and 2048 px of a breast whatever was asked."""
    if not (Path(CONCORD).parent / "concord-learn").exists():
        print("6. SKIPPED: this build has no networks")
        return
    for kept, own in ((32, 64), (64, 64), (160, None)):
        model = "cnn:epochs=1,augment=no" + (f",side={own}" if own else "")
        report, comparisons = study(manifest, scratch / f"cnn-{kept}", copies, "--folds", 2, "--model", model,
                                    "--input-side", kept)
        settings = {fold["settings"].split(", ")[-1] for one in report["models"] for fold in one["folds"]}
        assert settings == {f"{min(kept, own or kept)} px"}, (kept, own, settings)
        check_nothing_moved(comparisons["same"])  # the network is trained anew on the copy, and comes out the same
        assert {one["margin"] for one in report["comparisons"]} == {0.02}  # what docs/validation.md promises
        print(f"6. cnn, --input-side {kept}, side={own}: saw {settings}; same: {told(comparisons['same'])}; "
              f"blank: {told(comparisons['blank'])}")


def main(scratch):
    manifest = small_pictures(scratch)
    copies = scratch / "copies"
    compress(manifest, "jpeg2000", "10,1000", copies)
    compress(manifest, "jpeg", 15, copies)
    lossless = own_copy(manifest, scratch / "lossless", write_lossless)
    blank = own_copy(manifest, scratch / "blank", write_blank)
    folders = {"same": manifest.parent, "lossless": lossless, "mild": copies / "jpeg2000-10",
               "hard": copies / "jpeg2000-1000", "blank": blank,
               "blurred": own_copy(manifest, scratch / "blurred", write_blurred)}
    out = scratch / "study"
    report, comparisons = study(manifest, out, folders, "--folds", 5, "--model", "features", "--margin", MARGIN)

    the_same_folder_moves_nothing(comparisons, out)
    a_lossless_copy_moves_nothing(manifest, lossless, comparisons, out)
    loss_at_the_least_ratio_is_not_hidden(manifest, copies)
    fidelity_is_what_others_measure(manifest, copies, ["jpeg2000-10", "jpeg2000-1000", "jpeg-15"], (0.05, 1e-3))
    a_destroyed_copy_is_not_equivalent(comparisons)
    the_report_says_how_near_the_copies_are(report, copies)
    copies_that_cannot_be_read_are_named(manifest, scratch)
    breast = mammograms(scratch)
    the_ratio_is_the_one_that_was_reached(breast, scratch / "far", "jpeg2000", "manifest.csv", True)
    the_ratio_is_the_one_that_was_reached(breast, scratch / "far", "jpeg", "first.csv", False)
    a_network_says_the_size_it_saw(manifest, scratch, {"same": manifest.parent, "blank": blank})


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
