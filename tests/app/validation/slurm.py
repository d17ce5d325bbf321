#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A study on Slurm, on this one machine: five folds as one array, one of them killed, run again; the same
bytes as the local run.

usage: slurm.py CONCORD PRIVATE_SLURM
"""
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from study import concord, fundus_manifest, tasks_of

CONCORD, PRIVATE_SLURM = sys.argv[1:3]


def kill_one_fold(out, run):
    """The process of one fold, found by its arguments, dies by SIGKILL."""
    while run.poll() is None:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue
            if "run" in words and str(out) in words and "--task" in words and len(words) > words.index("--task") + 1:
                task = words[words.index("--task") + 1]
                folder = out / "tasks" / f".task-{int(task):04}.part" if task.isdigit() else None
                if task in FOLDS and folder.exists():
                    os.kill(int(process.name), signal.SIGKILL)
                    return task
        os.sched_yield()
    return None


def main(scratch):
    manifest = fundus_manifest(CONCORD, scratch / "patients", 16, 3)
    wish = ["--manifest", manifest, "--kind", "fundus", "--folds", 5, "--model", "features:forest", "--checks", "none"]
    concord(CONCORD, "validate", *wish, "--output", scratch / "local")
    plan = concord(CONCORD, "validate", "plan", *wish, "--output", scratch / "slurm")
    FOLDS.update(str(t["id"]) for t in plan["tasks"] if t["kind"] == "fold")
    assert len(FOLDS) == 5

    run = subprocess.Popen([CONCORD, "validate", "run", "--plan", str(scratch / "slurm"), "--engine", "slurm"],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    killed = kill_one_fold(scratch / "slurm", run)
    output, _ = run.communicate(timeout=240)
    assert killed is not None, "every fold was done before one could be killed: " + output
    assert run.returncode == 3 and "ended without a result" in output, output
    assert not (scratch / "slurm" / "tasks" / f"task-{int(killed):04}").exists()

    concord(CONCORD, "validate", *wish, "--engine", "slurm", "--output", scratch / "slurm")
    assert tasks_of(scratch / "slurm") == tasks_of(scratch / "local")
    assert (scratch / "slurm" / "report.json").read_bytes() == (scratch / "local" / "report.json").read_bytes()


FOLDS = set()
with tempfile.TemporaryDirectory(prefix="cw-slurm-") as name:
    started = subprocess.run([PRIVATE_SLURM, "start", name + "/cluster"], capture_output=True, text=True)
    if started.returncode == 77:
        print("SKIPPED: slurm-wlm is not installed")
        sys.exit(77)
    assert started.returncode == 0, started.stderr
    os.environ["SLURM_CONF"] = name + "/cluster/slurm.conf"
    try:
        main(Path(name))
    finally:
        subprocess.run([PRIVATE_SLURM, "stop", name + "/cluster"], check=False)
