#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The differences between two DICOM files as pydicom sees them: one line each, sorted.

usage: preview_oracle.py BEFORE AFTER

A sequence that is gone or has lost all items is one line; pixel data and file meta are not looked at.
"""
import sys

import pydicom


def place(path, element):
    steps = [f"({t >> 16:04x},{t & 0xFFFF:04x})[{n}]" for t, n in path]
    return " > ".join(steps + [f"({element.tag.group:04x},{element.tag.element:04x})"])


def raw(dataset, element):
    value = element.value
    if element.VM > 1 and not isinstance(value, (bytes, str)):
        return "\\".join(str(part) for part in value)
    return value if isinstance(value, bytes) else str(value)


def is_empty(element):
    return element.value is None or element.value == "" or element.value == b"" or str(element.value) == ""


def compare(before, after, path, lines):
    for tag in sorted({e.tag for e in before} | {e.tag for e in after}):
        if tag == 0x7FE00010 or tag == 0x00080005:
            continue
        old, new = before.get(tag), after.get(tag)
        if old is None:
            tell_inserted(new, path, lines)
        elif new is None:
            lines.append(f"removed {place(path, old)}")
        elif old.VR == "SQ":
            if len(old.value) and not len(new.value):
                lines.append(f"emptied {place(path, old)}")
            for number, (one, two) in enumerate(zip(old.value, new.value)):
                compare(one, two, path + [(int(tag), number)], lines)
        elif raw(before, old) != raw(after, new):
            kind = "emptied" if is_empty(new) else "replaced"
            lines.append(f"{kind} {place(path, old)}")


def tell_inserted(element, path, lines):
    lines.append(f"inserted {place(path, element)}")
    if element.VR == "SQ":
        for number, item in enumerate(element.value):
            for inner in item:
                tell_inserted(inner, path + [(int(element.tag), number)], lines)


def main():
    before, after = (pydicom.dcmread(name) for name in sys.argv[1:3])
    lines = []
    compare(before, after, [], lines)
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
