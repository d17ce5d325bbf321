#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Two workstations at one project on a private PostgreSQL server, by the command line alone: one
imports and assigns, each reads for one reader at the same time, one compares, decides and freezes.
What the database holds is counted by psql, not by concord. Exit 77: PostgreSQL is not installed.

usage: two_workstations.py CONCORD PRIVATE_POSTGRESQL
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

CONCORD, SERVER = sys.argv[1], sys.argv[2]


def concord(*arguments, status=0):
    done = subprocess.run([CONCORD, *map(str, arguments), "--json"], capture_output=True, text=True)
    assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout), done.stderr


def fill_in(folder, reader):
    """The worklist's files as this reader's answers: ill by turns, both readers alike but once."""
    files = sorted(folder.glob("*.json"))
    for number, file in enumerate(files):
        reading = json.loads(file.read_text())
        ill = number % 2 == 0
        if reader == "lee" and number == 1:
            ill = not ill
        reading["answers"]["diagnosis"] = "dr" if ill else "normal"
        if number % 2 == 0:
            reading["findings"].append({"image": reading["images"][0]["id"], "label": "exudate",
                                        "outline": [[400, 400], [500, 400], [500, 500], [400, 500]]})
        file.write_text(json.dumps(reading))
    return files


def what_belongs_to_the_project(scratch, one, two):
    """What one workstation froze, adopted or put on record, the other one finds, checks and goes on with."""
    for workstation in (one, two):
        (version,) = concord("versions", workstation)[0]["versions"]
        assert version["name"] == "v1" and "fault" not in version, version
    assert concord("verify", one, "--version", "v1")[0]["intact"] is True
    first, _ = concord("freeze", one, "--version", "v2")  # numbers go on from v1, which the other one froze
    assert first["cases"] == len(json.loads((scratch / "images/project/versions/v1/manifest.json").read_text())["cases"])

    concord("recipients", "add", one, "--name", "Lab A", "--irb", "2026-17", "--valid-until", "2099-12-31")
    concord("export", two, "--version", "v2", "--format", "csv", "--output", scratch / "out", "--recipient", "Lab A",
            "--purpose", "a test", "--use", "here", "--period", "2099-12-30")
    assert "Lab A" in json.dumps(concord("recipients", "list", one)[0])

    rules = subprocess.run([CONCORD, "eligibility", "--print-rules"], capture_output=True, text=True, check=True)
    (scratch / "ours.rules").write_text("# ours\n" + rules.stdout)
    concord("eligibility", one, "--rules", scratch / "ours.rules", "--adopt")
    assert (scratch / "images/project/eligibility.rules").read_text().startswith("# ours")
    concord("eligibility", two)
    concord("collection", "purpose", one, "--kind", "research", "--text", "eyes of two workstations", "--by", "kim")
    assert "eyes of two workstations" in json.dumps(concord("collection", "show", two)[0])

    # Whoever gets the shared folder must not get the key, and no picture comes from it twice.
    _, said = concord("import", two, scratch / "patients", "--key", scratch / "images/k.key", status=2)
    assert "key" in said and not (scratch / "images/k.key").exists(), said
    concord("import", two, scratch / "images", status=2)


def main(scratch):
    url = (scratch / "server/url").read_text().strip()
    socket, port = ((scratch / "server" / name).read_text().strip() for name in ("socket", "port"))

    def psql(query):
        done = subprocess.run(["psql", "-h", socket, "-p", port, "-U", "concord", "-d", "concord",
                               "-Atc", query], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    one, two = scratch / "one", scratch / "two"
    concord("phantom", scratch / "patients", "--kind", "fundus", "--patients", 6, "--seed", 5)
    concord("join", two, "--database", url, status=2)  # nothing there yet
    made, _ = concord("init", one, "--kind", "fundus", "--database", url, "--images", scratch / "images")
    assert made["database"] == "postgresql" and made["schema"] == "concord", made
    concord("init", scratch / "three", "--kind", "fundus", "--database", url, status=3)
    concord("join", two, "--database", url, "--images", scratch / "images")
    secret = url.replace("concord@", "concord:sesame@")
    _, said = concord("join", scratch / "four", "--database", secret, status=2)
    assert "sesame" not in said, said

    imported, _ = concord("import", one, scratch / "patients", status=1)  # one waits for a decision
    assert imported["imported"] >= 6 and imported["held"] == 1, imported
    assert imported["imported"] == int(psql("SELECT count(*) FROM concord.images"))
    concord("assign", two, "--readers", "kim,lee")

    worklists = {}
    for workstation, reader in ((one, "kim"), (two, "lee")):
        concord("read", "export", workstation, "--reader", reader, "--output", scratch / reader)
        worklists[reader] = fill_in(scratch / reader, reader)
        assert len(worklists[reader]) >= 4, "too few cases were eligible"
    at_once = [subprocess.Popen([CONCORD, "read", "import", workstation, *worklists[reader],
                                 "--submit", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
               for workstation, reader in ((one, "kim"), (two, "lee"))]
    for process in at_once:
        _, err = process.communicate()
        assert process.returncode == 0, err
    read = len(worklists["kim"])
    assert int(psql("SELECT count(*) FROM concord.readings")) == 2 * read

    compared, _ = concord("compare", two)
    assert compared["compared"] == read and compared["disagree"] == 1, compared
    waiting, _ = concord("adjudicate", one, "--list")
    case = waiting["cases"][0]["case"]
    concord("adjudicate", one, "--case", case, "--verdict", "a", "--adjudicator", "park")
    frozen, _ = concord("freeze", two, "--version", "v1")
    assert frozen["cases"] == read, frozen
    assert concord("verify", two, "--version", "v1")[0]["intact"] is True
    concord("freeze", one, "--version", "v1", status=3)  # the name is taken, elsewhere

    what_belongs_to_the_project(scratch, one, two)

    for file in (one / "concord.json", two / "concord.json"):
        assert set(json.loads(file.read_text())) == {"schema", "database", "images"}
    subprocess.run([SERVER, "stop", str(scratch / "server")], check=True)
    _, said = concord("compare", one, status=3)
    assert "the database does not answer" in said, said
    print(f"{read} cases read twice on two workstations")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        started = subprocess.run([SERVER, "start", folder + "/server"]).returncode
        if started != 0:
            sys.exit(started)
        try:
            main(Path(folder))
        finally:
            subprocess.run([SERVER, "stop", folder + "/server"], check=False)
