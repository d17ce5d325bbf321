#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads annotation files with json, csv, xml.etree, plistlib, PIL and numpy alone, and prints what is in
them: the independent side of FormatSamplesTest.

usage: annotation_oracle.py FORMAT FILE [...]
Prints {"images": {name: [width, height]}, "shapes": [[image, label, area or null, [l, t, r, b]], ...]} where
area is by shoelace or by counting pixels; masks keep their pixels to themselves.
"""
import ast
import base64
import csv
import io
import json
import math
import os
import plistlib
import sys
import xml.etree.ElementTree as ET

import numpy as np


def shoelace(points):
    return abs(sum(points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1]
                   for i in range(len(points)))) / 2


def bounds(points):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def mask_entry(mask, dx=0, dy=0):
    ys, xs = np.nonzero(mask)
    return int(mask.sum() if mask.dtype == bool else (mask != 0).sum()), [
        float(xs.min() + dx), float(ys.min() + dy), float(xs.max() + 1 + dx), float(ys.max() + 1 + dy)]


def rle_decode(counts, size):
    """pycocotools semantics: column-major, zeros first; compressed text as in maskApi.c rleFrString."""
    if isinstance(counts, str):
        runs, at = [], 0
        while at < len(counts):
            x, k, more = 0, 0, True
            while more:
                c = ord(counts[at]) - 48
                x |= (c & 0x1F) << 5 * k
                more = bool(c & 0x20)
                at += 1
                k += 1
                if not more and c & 0x10:
                    x |= -1 << 5 * k
            if len(runs) > 2:
                x += runs[-2]
            runs.append(x)
        counts = runs
    flat = np.concatenate([np.full(n, i % 2, np.uint8) for i, n in enumerate(counts)])
    assert flat.size == size[0] * size[1], (flat.size, size)
    return flat.reshape((size[0], size[1]), order="F")


def coco(path):
    d = json.load(open(path, encoding="utf-8"))
    images = {i["id"]: i for i in d["images"]}
    names = {c["id"]: c["name"] for c in d["categories"]}
    shapes = []
    for a in d["annotations"]:
        s = a["segmentation"]
        if isinstance(s, dict):
            area, box = mask_entry(rle_decode(s["counts"], s["size"]))
        elif s:
            parts = [list(zip(p[0::2], p[1::2])) for p in s]
            area = sum(shoelace(p) for p in parts)
            box = bounds([p for part in parts for p in part])
        else:
            x, y, w, h = a["bbox"]
            area, box = w * h, [x, y, x + w, y + h]
        shapes.append([images[a["image_id"]]["file_name"], names[a["category_id"]], area, box])
    return {i["file_name"]: [i["width"], i["height"]] for i in d["images"]}, shapes


def cvat(path):
    images, shapes = {}, []
    for i in ET.parse(path).getroot().findall("image"):
        images[i.get("name")] = [int(i.get("width")), int(i.get("height"))]
        for e in i:
            if e.tag in ("polygon", "polyline", "points"):
                p = [tuple(map(float, q.split(","))) for q in e.get("points").split(";")]
                shapes.append([i.get("name"), e.get("label"), shoelace(p) if e.tag == "polygon" else None, bounds(p)])
            elif e.tag == "box":
                b = [float(e.get(k)) for k in ("xtl", "ytl", "xbr", "ybr")]
                shapes.append([i.get("name"), e.get("label"), (b[2] - b[0]) * (b[3] - b[1]), b])
            elif e.tag == "skeleton":
                p = [tuple(map(float, q.get("points").split(","))) for q in e if q.get("outside") != "1"]
                shapes.append([i.get("name"), e.get("label"), None, bounds(p)])
            elif e.tag == "mask":
                w, h = int(e.get("width")), int(e.get("height"))
                runs = [int(r) for r in e.get("rle").split(",")]
                m = np.concatenate([np.full(n, k % 2, np.uint8) for k, n in enumerate(runs)]).reshape(h, w)
                area, box = mask_entry(m, int(e.get("left")), int(e.get("top")))
                shapes.append([i.get("name"), e.get("label"), area, box])
    return images, shapes


def labelme(path):
    from PIL import Image
    d = json.load(open(path, encoding="utf-8"))
    name, shapes = d["imagePath"], []
    for s in d["shapes"]:
        p, kind = s["points"], s["shape_type"]
        if kind == "mask":
            m = np.array(Image.open(io.BytesIO(base64.b64decode(s["mask"])))) != 0
            area, box = mask_entry(m, int(p[0][0]), int(p[0][1]))
        elif kind == "circle":
            r = math.dist(p[0], p[1])
            n = 64  # the polygon that an ellipse becomes
            area, box = n / 2 * r * r * math.sin(2 * math.pi / n), [p[0][0] - r, p[0][1] - r, p[0][0] + r, p[0][1] + r]
        elif kind == "rectangle":
            box = bounds(p)
            area = (box[2] - box[0]) * (box[3] - box[1])
        else:
            area, box = shoelace(p) if kind == "polygon" else None, bounds(p)
        shapes.append([name, s["label"], area, box])
    return {name: [d["imageWidth"], d["imageHeight"]]}, shapes


def via(path):
    images, shapes = {}, []
    for r in csv.DictReader(open(path, newline="", encoding="utf-8")):
        name = r["#filename"]
        images[name] = [0, 0]
        s = json.loads(r["region_shape_attributes"])
        if not s:
            continue
        if s["name"] == "polygon":
            p = list(zip(s["all_points_x"], s["all_points_y"]))
            area, box = shoelace(p), bounds(p)
        else:
            rx, ry = (s["r"], s["r"]) if s["name"] == "circle" else (s["rx"], s["ry"])
            area = 32 * rx * ry * math.sin(2 * math.pi / 64)
            box = [s["cx"] - rx, s["cy"] - ry, s["cx"] + rx, s["cy"] + ry]
        shapes.append([name, "", area, box])
    return images, shapes


def voc(path):
    root = ET.parse(path).getroot()
    name, shapes = root.findtext("filename"), []

    def box(e):
        b = [float(e.find("bndbox").findtext(k)) for k in ("xmin", "ymin", "xmax", "ymax")]
        return [b[0] - 1, b[1] - 1, b[2], b[3]]  # 1-based, inclusive
    for o in root.findall("object"):
        for e in [o] + o.findall("part"):
            b = box(e)
            shapes.append([name, e.findtext("name"), (b[2] - b[0]) * (b[3] - b[1]), b])
    from PIL import Image
    folder, stem = os.path.dirname(os.path.dirname(path)), os.path.splitext(os.path.basename(path))[0]
    instance = os.path.join(folder, "SegmentationObject", stem + ".png")
    if os.path.exists(instance):
        a = np.array(Image.open(instance).convert("RGB")).astype(int)
        c = np.array(Image.open(instance.replace("Object", "Class")).convert("RGB")).astype(int)
        colours = lambda x: x[..., 0] << 16 | x[..., 1] << 8 | x[..., 2]
        for value in np.unique(colours(a)):
            if value:
                area, b = mask_entry(colours(a) == value)
                cls = np.bincount(colours(c)[colours(a) == value]).argmax()
                shapes.append([name, {0x008000: "bicycle"}[int(cls)], area, b])
    return {name: [int(root.find("size").findtext("width")), int(root.find("size").findtext("height"))]}, shapes


def inbreast(path):
    name, shapes = os.path.splitext(os.path.basename(path))[0], []
    with open(path, "rb") as f:
        d = plistlib.load(f)
    for image in d["Images"]:
        for roi in image["ROIs"]:
            p = [ast.literal_eval(t) for t in roi["Point_px"]]
            shapes.append([name, roi["Name"], shoelace(p) if len(p) > 2 else None, bounds(p)])
    return {name: [0, 0]}, shapes


def cbis(path):
    images, shapes = {}, []
    for r in csv.DictReader(open(path, newline="")):
        images[r["image file path"].strip()] = [0, 0]
        shapes.append([r["image file path"].strip(), r["abnormality type"], None, [0, 0, 0, 0]])
    return images, shapes


def vindr(path):
    images, shapes = {}, []
    for r in csv.DictReader(open(path, newline="")):
        w, h = int(r["width"]), int(r["height"])
        images[r["image_id"]] = [w, h]
        for label in ast.literal_eval(r.get("finding_categories", "[]")):
            if label == "No Finding":
                continue
            b = [float(r[k]) for k in ("xmin", "ymin", "xmax", "ymax")]
            b = [min(max(v, 0), limit) for v, limit in zip(b, (w, h, w, h))]
            shapes.append([r["image_id"], label, (b[2] - b[0]) * (b[3] - b[1]), b])
    return images, shapes


def labelstudio(path):
    images, shapes = {}, []
    for t in json.load(open(path)):
        name = t["file_upload"]
        images.setdefault(name, [0, 0])
        for a in t["annotations"]:
            for r in a["result"]:
                w, h = r["original_width"], r["original_height"]
                images[name] = [w, h]
                p = [(x * w / 100, y * h / 100) for x, y in r["value"]["points"]]
                shapes.append([name, r["value"]["polygonlabels"][0], shoelace(p), bounds(p)])
    return images, shapes


def mask(path):
    from PIL import Image
    a = np.array(Image.open(path).convert("L")) != 0
    area, box = mask_entry(a)
    name = os.path.splitext(os.path.basename(path))[0]
    return {name: [a.shape[1], a.shape[0]]}, [[name, "class-255", area, box]]


def yolo(path):  # fractions
    names = [line.split(":")[1].strip() for line in open(os.path.join(path, "data.yaml"))
             if line.startswith("  ")]
    images, shapes = {}, []
    for folder in (os.path.join(path, "labels"), path):
        for f in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if f.endswith(".txt"):
                images[f[:-4]] = [0, 0]
                for line in open(os.path.join(folder, f)):
                    v = line.split()
                    p = list(zip(map(float, v[1::2]), map(float, v[2::2])))
                    shapes.append([f[:-4], names[int(v[0])], shoelace(p), bounds(p)])
        if images:
            break
    return images, shapes


if __name__ == "__main__":
    found_images, found_shapes = globals()[sys.argv[1]](sys.argv[2])
    print(json.dumps({"images": found_images, "shapes": found_shapes}))
