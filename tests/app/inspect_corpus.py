#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every file of the hostile corpora through `concord inspect`, one process a file: no crash, no more
than 10 s, no more than 1 GB, one JSON object. Prints the counts.

usage: inspect_corpus.py CONCORD [FOLDER...]
"""
import json
import os
import subprocess
import sys
import time
from pathlib import Path

SECONDS, MEGABYTES = 10, 1024


def data():
    folder = os.environ.get("CONCORD_TEST_DATA") or os.environ.get("CONCORD_TEST_DATA_DEFAULT", "")
    return Path(folder) if folder and Path(folder).is_dir() else None


def inspect(program, file):
    """(problem or None, the file's entry, seconds, megabytes)"""
    start = time.monotonic()
    process = subprocess.Popen([program, "inspect", "--json", str(file)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    try:
        out, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return f"longer than {SECONDS} s", {}, time.monotonic() - start, 0
    seconds = time.monotonic() - start
    if process.returncode not in (0, 1):
        return f"exit status {process.returncode}", {}, seconds, 0
    try:
        entry = json.loads(out)["files"][0]
    except (ValueError, KeyError, IndexError):
        return "not one JSON object", {}, seconds, 0
    if (process.returncode == 1) != ("fault" in entry):
        return "exit status and fault disagree", entry, seconds, 0
    return None, entry, seconds, 0


def peak_megabytes(program, file):
    """Peak resident memory of one run, from the kernel's own account of the child."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execv(program, [program, "inspect", "--json", str(file)])
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_maxrss / 1024


def main():
    program = sys.argv[1]
    root = data()
    folders = [Path(f) for f in sys.argv[2:]] or ([root / "corner", root / "fuzz"] if root else [])
    if not folders or not all(f.is_dir() for f in folders):
        print("SKIPPED: the corpora are not on this machine (CONCORD_TEST_DATA)")
        return 77
    bad = 0
    for folder in folders:
        files = sorted(f for f in folder.rglob("*") if f.is_file())
        counts, slowest, largest = {}, (0, ""), (0, "")
        for file in files:
            problem, entry, seconds, _ = inspect(program, file)
            memory = peak_megabytes(program, file) if problem is None else 0
            if memory > MEGABYTES:
                problem = f"{memory:.0f} MB"
            if problem:
                bad += 1
                print(f"FAILED {file}: {problem}")
            word = problem or (entry["fault"]["code"] if "fault" in entry else "picture")
            counts[word] = counts.get(word, 0) + 1
            slowest = max(slowest, (seconds, file.name))
            largest = max(largest, (memory, file.name))
        print(f"{folder.name}: {len(files)} files,", ", ".join(f"{v} {k}" for k, v in sorted(counts.items())),
              f"; slowest {slowest[0]:.2f} s ({slowest[1]}), largest {largest[0]:.0f} MB ({largest[1]})")
    return 1 if bad else 0


sys.exit(main())
