#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Deals the sources of a target into unity groups whose files cannot meet.

usage: unity_groups.py MOST LIST     LIST has lines "TARGET|FILE"; prints "TARGET|FILE|GROUP" for each
file that is to share a group, of at most MOST files, with others of its target

A unity build compiles several files as one: headers are read and templates made once. Two files may
share a group only if what one declares for itself alone (its unnamed namespaces, its statics) occurs
nowhere in the other, so that the program is the same as with one compilation a file. Where the text
leaves a doubt, the file stays alone (docs/decisions/0193).
"""
import os
import re
import sys

CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
DIGIT = re.compile(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])")
WORD = re.compile(r"[A-Za-z_]\w*")
LARGE = 60_000  # bytes of text in one group: what one core compiles while the other has work too


def code_of(text):
    """The text without comments, literals and digit separators."""
    return CODE.sub('""', DIGIT.sub("", text))


def unnamed_regions(code):
    """What stands directly in unnamed namespaces: their text without the inner blocks."""
    for start in re.finditer(r"\bnamespace\s*\{", code):
        depth, at, kept = 1, start.end(), []
        while at < len(code) and depth:
            letter = code[at]
            depth += (letter == "{") - (letter == "}")
            if depth == 1:
                kept.append("{}" if letter == "}" else letter)
            at += 1
        yield "".join(kept)


def own_names(code):
    """Functions, and other things, that the file declares for itself."""
    functions, things = set(), set()
    regions = list(unnamed_regions(code))
    regions += re.findall(r"^static\b[^;{]*[;{]", code, re.M)
    for region in regions:
        region = re.sub(r"\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)", "()", region)
        functions.update(re.findall(r"([A-Za-z_]\w*)\s*\(", region))
        things.update(re.findall(r"\b(?:struct|class|enum|union|using|namespace|concept)\s+(?:class\s+)?(\w+)", region))
        things.update(re.findall(r"([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*(?:=|\{|;|,)", region))
    things.update(WORD.findall(" ".join(re.findall(r"\benum\b(?!\s+class)[^;{]*\{([^}]*)\}", code))))
    # What a file of implementation declares in a named namespace may meet the same word elsewhere.
    things.update(re.findall(r"^using\s+(\w+)\s*=", code, re.M))
    things.update(re.findall(r"^(?:struct|class)\s+(\w+)\s*(?:final\s*)?(?::[^:]|\{)", code, re.M))
    things.update(re.findall(r"^namespace\s+(\w+)\s*=", code, re.M))
    return functions, things - {"std", "cw", "override", "final", "noexcept", "const"}


class Source:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            code = code_of(file.read())
        self.path, self.size = path, len(code)
        self.functions, self.things = own_names(code)
        self.words = set(re.findall(r"(?<![\w.>])([A-Za-z_]\w*)", code))
        self.called = set(re.findall(r"(?<![\w.>])([A-Za-z_]\w*)\s*\(", code))
        self.alone = bool(re.search(r"^\s*#\s*define\b|^#include\s*<(?:torch|X11)|\.moc", code, re.M))
        # Files that open the same namespaces, of Qt or not, may be read after one another.
        self.kind = (tuple(sorted(set(re.findall(r"^\s*using\s+namespace\s+([\w:]+)", code, re.M)))),
                     bool(re.search(r"^#include\s*<Q", code, re.M)))

    def meets(self, other):
        return bool(self.functions & other.called or self.things & other.words
                    or other.functions & self.called or other.things & self.words)


def deal(paths, most):
    groups = []
    for source in sorted((Source(p) for p in paths), key=lambda s: s.path):
        if source.alone:
            continue
        for group in groups:
            if (group[0].kind == source.kind and len(group) < most
                    and sum(s.size for s in group) + source.size <= LARGE
                    and not any(source.meets(s) for s in group)):
                group.append(source)
                break
        else:
            groups.append([source])
    return [g for g in groups if len(g) > 1]


def main():
    sources = {}
    with open(sys.argv[2], encoding="utf-8") as lines:
        for target, path in (line.strip().split("|") for line in lines):
            if os.path.isfile(path):  # not what the build itself writes
                sources.setdefault(target, []).append(path)
    for target, paths in sources.items():
        for number, group in enumerate(deal(paths, int(sys.argv[1]))):
            for source in group:
                print(f"{target}|{source.path}|{number}")


if __name__ == "__main__":
    main()
