# SPDX-License-Identifier: Apache-2.0
"""What the tests of `concord validate` share: running it, a synthetic manifest, the bytes of tasks."""
import csv
import hashlib
import json
import subprocess
from pathlib import Path


def concord(program, *arguments, status=0, env=None):
    done = subprocess.run([program, *map(str, arguments), "--json"], capture_output=True, text=True, env=env)
    assert done.returncode == status, (arguments, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return json.loads(done.stdout)


def fundus_manifest(program, folder, patients, seed):
    """A phantom's pictures (synthetic) with what is wrong with each eye's patient as the label."""
    concord(program, "phantom", folder, "--kind", "fundus", "--patients", patients, "--seed", seed)
    truth = json.loads((folder / "truth.json").read_text())
    manifest = folder / "manifest.csv"
    with manifest.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["image", "patient", "label", "laterality"])
        for number, patient in enumerate(truth["patients"]):
            for image in patient["images"]:
                rows.writerow([image["file"], f"P{number:03}", int(patient["label"] != "normal"),
                               image["laterality"]])
    return manifest


def tasks_of(study):
    """SHA-256 of every result of every task; env.json says when and where, logs say how fast."""
    found = {}
    for file in sorted((Path(study) / "tasks").rglob("*")):
        relative = file.relative_to(study)
        hidden = any(part.startswith(".") for part in relative.parts)
        if file.is_file() and not hidden and file.name != "env.json" and file.suffix != ".log":
            found[str(relative)] = hashlib.sha256(file.read_bytes()).hexdigest()
    assert found
    return found
