#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Double reading by the command line alone: a rule with residents and hidden repeats, blind readings,
comparison, cross-check with an amendment, exclusion by the policy, unsigning, inspection, freezing,
the agreement report before and after. Kappa of the report against scikit-learn.

usage: double_reading.py CONCORD
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

CONCORD = sys.argv[1]


def concord(*arguments, status=0):
    done = subprocess.run([CONCORD, *map(str, arguments), "--json"], capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout)


def worklist(project, reader):
    return concord("worklist", project, "--reader", reader)["items"]


def read(project, reader, diagnosis_of, scratch, *options):
    """Fills in and submits what is open on the reader's worklist; the files by case."""
    folder = scratch / ("files of " + reader)
    concord("read", "export", project, "--reader", reader, "--output", folder)
    todo = {i["case"] for i in worklist(project, reader) if i["state"] in ("open", "begun")}
    files = {}
    for file in sorted(folder.glob("*.json")):
        if file.stem not in todo:
            continue
        reading = json.loads(file.read_text())
        reading["answers"]["diagnosis"] = diagnosis_of(reading)
        file.write_text(json.dumps(reading))
        files[file.stem] = file
    if files:
        concord("read", "import", project, *files.values(), *(options or ("--submit",)))
    return files


def images_of(file):
    return tuple(sorted(image["id"] for image in json.loads(file.read_text())["images"]))


def main(scratch):
    project = scratch / "project"
    concord("phantom", scratch / "patients", "--kind", "fundus", "--patients", 12, "--seed", 3)
    concord("init", project, "--kind", "fundus")
    subprocess.run([CONCORD, "import", project, scratch / "patients", "--json"], capture_output=True)
    rule = scratch / "rule.json"
    rule.write_text(json.dumps({"readers": ["kim", "lee"], "first": ["yoon"], "repeats": 0.2, "seed": 4}))
    made = concord("assign", project, "--rule", rule)
    cases = made["assigned"]
    assert cases >= 10 and made["first_readings"] == cases and made["repeats"] == 2 * round(cases / 5), made

    # The two wait for the resident, who reads every case once.
    assert {i["state"] for i in worklist(project, "kim") if i["state"] != "open"} == {"waiting"}
    assert len(worklist(project, "yoon")) == cases
    kim, lee = [[i["case"] for i in worklist(project, r)] for r in ("kim", "lee")]
    assert len(kim) == cases + made["repeats"] / 2 and kim != sorted(kim) and kim != lee
    read(project, "yoon", lambda r: "normal", scratch)
    # A repeat does not wait: its original does. By now all is open.
    assert {i["state"] for i in worklist(project, "kim")} == {"open"}

    # By the picture, so that a reader is of one mind about a case and its repeat.
    def ill(reading, often):
        return "dr" if int(min(i["id"] for i in reading["images"])[:8], 16) % often == 0 else "normal"

    said = {"kim": read(project, "kim", lambda r: ill(r, 2), scratch),
            "lee": read(project, "lee", lambda r: ill(r, 3), scratch)}
    assert {i["state"] for i in worklist(project, "kim")} == {"submitted"}
    summary = concord("compare", project)
    assert summary["compared"] == cases and summary["waiting"] == 0, summary
    differ = summary["disagree"] + summary["partial"]
    assert 2 <= differ < cases, summary
    concord("freeze", project, "--version", "v1", status=3)

    opened = concord("crosscheck", "open", project, "--by", "lead")
    assert opened["opened"] == differ, opened
    at_stake = [i["case"] for i in worklist(project, "kim") if i["state"] == "cross-check"]
    assert len(at_stake) == differ
    # Of the first, kim gives in with a reason; on the others both stand.
    given_in = at_stake[0]
    file = said["kim"][given_in]
    reading = json.loads(file.read_text())
    reading["answers"]["diagnosis"] = json.loads(said["lee"][given_in].read_text())["answers"]["diagnosis"]
    file.write_text(json.dumps(reading))
    concord("read", "import", project, file, "--amend", status=1)  # without a reason
    concord("read", "import", project, file, "--amend", "--reason", "overlooked the haemorrhage")
    concord("crosscheck", "close", project)
    for case in at_stake:
        concord("crosscheck", "stand", project, "--reader", "lee", "--case", case)
        if case != given_in:
            concord("crosscheck", "stand", project, "--reader", "kim", "--case", case)
    concord("crosscheck", "stand", project, "--reader", "kim", "--case", given_in, status=3)
    closed = concord("crosscheck", "close", project)
    assert (closed["closed"], closed["agree"], closed["excluded"]) == (differ, 1, differ - 1), closed

    # One is taken back, read again and compared again.
    settled = [i["case"] for i in worklist(project, "lee") if i["state"] == "done"]
    concord("reopen", project, "--case", given_in, "--reason", "image to be looked at again", "--by", "lead")
    for reader in ("kim", "lee"):
        assert read(project, reader, lambda r: "dr", scratch).keys() == {given_in}
    concord("unsign", project, "--case", given_in, "--reader", "kim", "--reason", "wrong key", "--by", "lead")
    assert read(project, "kim", lambda r: "dr", scratch).keys() == {given_in}
    assert concord("compare", project)["agree"] > 0

    # Inspection by the policy: peer and manager of everything, an audited sample.
    concord("policy", project, "--inspection", "audit", "--by", "lead")
    concord("freeze", project, "--version", "v1", status=3)
    kept = [c["case"] for c in concord("inspection", "list", project)["cases"]]
    assert len(kept) == cases - differ + 1, (kept, settled)
    for case in kept:
        concord("inspection", "record", project, "--case", case, "--step", "peer", "--verdict", "pass",
                "--by", "kim", status=3)
        for step in ("peer", "manager"):
            concord("inspection", "record", project, "--case", case, "--step", step, "--verdict", "pass",
                    "--by", "jung")
    sample = concord("inspection", "sample", project, "--size", 3, "--seed", 7, "--by", "park")
    assert sample["population"] == len(kept) and len(sample["cases"]) == 3
    for case in sample["cases"]:
        concord("inspection", "record", project, "--case", case, "--step", "audit", "--verdict", "pass",
                "--sample", sample["sample"], "--by", "park")
    frozen = concord("freeze", project, "--version", "v1")
    assert frozen["cases"] == len(kept), frozen
    manifest = json.loads((project / "versions/v1/manifest.json").read_text())
    assert any(e["reason"] == "readers-disagree" for e in manifest["excluded"]), manifest["excluded"]

    # The report: blind readings before, what they said in the end after; the repeats apart.
    report = scratch / "report"
    concord("agreement", project, "--output", report, "--bootstrap", 50, "--simulated-readers", "--no-pdf")
    numbers = [line.split(",") for line in (report / "report.csv").read_text().splitlines()]
    stages = {row[1] for row in numbers[1:]}
    assert {"before", "after"} <= stages or len(stages) >= 2, stages
    blind = [[json.loads(said[r][c].read_text())["answers"]["diagnosis"] for r in ("kim", "lee")]
             for c in said["kim"] if c in said["lee"] and c != given_in]
    print("cases", cases, "differ", differ, "stages", sorted(stages),
          "kappa of", len(blind), cohen_kappa_score(*zip(*blind)))
    trail = concord("audit", "verify", project)
    print(json.dumps(trail)[:200])


with tempfile.TemporaryDirectory() as folder:
    main(Path(folder))
