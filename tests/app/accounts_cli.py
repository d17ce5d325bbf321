#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reader B tries by every verb of the command line to learn of reader A before both have submitted.

usage: accounts_cli.py CONCORD [SCRIPT DIR]: with both, on the PostgreSQL that SCRIPT start DIR starts
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CONCORD = sys.argv[1]
MARKER = "Zebra-7f3a-marker"
faults = []


def check(condition, what):
    if not condition:
        faults.append(what)


def server_url():
    """The private server's, with a schema of this run's own; None for SQLite."""
    if len(sys.argv) < 4:
        return None
    if subprocess.run([sys.argv[2], "start", sys.argv[3]], check=False).returncode == 77:
        print("no PostgreSQL here")
        sys.exit(77)
    url = (Path(sys.argv[3]) / "url").read_text().strip()
    return f"{url}&schema=cli_{os.getpid()}"


class Project:
    def __init__(self, root):
        self.root = Path(root)
        self.folder = self.root / "project"
        self.passwords = self.root / "passwords"
        self.passwords.mkdir()

    def run(self, *words, user=None, expect=0, env=None):
        command = [CONCORD, *map(str, words)]
        if user:
            command += ["--user", user, "--password-file", str(self.passwords / user)]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              start_new_session=True, env=env)
        if expect is not None:
            check(done.returncode == expect, f"{words[:2]} as {user}: {done.returncode}, not "
                                             f"{expect}: {done.stderr.strip()[:200]}")
        return done

    def person(self, name, roles, by):
        file = self.passwords / name
        file.write_text(f"password of {name}\n")
        file.chmod(0o600)
        self.run("account", "add", self.folder, name, "--roles", roles, "--new-password-file", file,
                 user=by)

    def worklist(self, reader, user):
        done = self.run("read", "export", self.folder, "--reader", reader, "--json", user=user)
        return json.loads(done.stdout)["items"]

    def tries_of(self, user):
        """What this user gets by every verb that prints anything of a project: all output."""
        p, out = self.folder, self.root / f"out of {user}"
        tries = [("read", "export", p, "--reader", "A"), ("read", "export", p, "--reader", "B"),
                 ("read", "submit", p, "--reader", "A"), ("compare", p), ("adjudicate", p, "--list"),
                 ("audit", "list", p), ("audit", "verify", p), ("audit", "export", p, "--output", out),
                 ("account", "list", p), ("eligibility", p), ("freeze", p, "--version", "early"),
                 ("verify", p, "--version", "early"),
                 ("export", p, "--version", "early", "--format", "json", "--output", out),
                 ("validate", p, "--version", "early", "--output", out),
                 ("assign", p, "--readers", "A,B"),
                 ("account", "password", p, "A", "--new-password-file", self.passwords / "B")]
        text = ""
        for words in tries:
            done = self.run(*words, "--json", user=user, expect=None)
            text += f"{words[0]} {done.returncode}\n{done.stdout}\n{done.stderr}\n"
        return text


def bytes_below(folder):
    return {f: f.read_bytes() for f in Path(folder).rglob("*") if f.is_file()}


with tempfile.TemporaryDirectory() as root:
    p = Project(root)
    source = p.root / "source"
    p.run("phantom", source, "--kind", "fundus", "--patients", "2", "--seed", "7", "--half")
    url = server_url()
    p.run("init", p.folder, "--kind", "fundus", *(["--database", url] if url else []))
    p.run("import", p.folder, source)
    p.person("boss", "coordinator", None)
    for name, roles in (("A", "reader"), ("B", "reader"), ("judge", "adjudicator"),
                        ("steward", "steward")):
        p.person(name, roles, "boss")

    # Nobody without a name; nobody with a wrong password; no password in a message.
    nobody = p.run("audit", "list", p.folder, expect=3)
    check("--user" in nobody.stderr, "says how to log in")
    wrong = p.run("read", "export", p.folder, "--reader", "A", "--user", "A", "--password-file",
                  p.passwords / "B", expect=3)
    check("password of" not in wrong.stderr, "no password in a message")
    named = dict(os.environ, CONCORD_PASSWORD_FILE=str(p.passwords / "A"))
    p.run("read", "export", p.folder, "--reader", "A", "--user", "A", env=named)

    p.run("assign", p.folder, "--readers", "A,B", user="boss")
    p.tries_of("steward")  # freezes a version the first time
    before = {user: p.tries_of(user) for user in ("B", "judge", "steward")}
    mine = p.worklist("A", "A")
    check(len(mine) >= 1, "A has a worklist")
    case = mine[0]["case"]
    mine[0]["answers"]["note"] = MARKER
    reading = p.root / "a.json"
    reading.write_text(json.dumps(mine[0]))
    p.run("read", "import", p.folder, reading, user="B", expect=1)  # not in A's name
    p.run("read", "import", p.folder, reading, user="A")  # a draft
    drafts = p.tries_of("B")
    check(drafts == before["B"], "A's draft shows in what B gets")
    p.run("read", "submit", p.folder, "--reader", "A", "--case", case, user="A")

    for user in ("B", "judge", "steward"):
        got = p.tries_of(user)
        check(MARKER not in got, f"{user} sees A's reading")
        check(got == before[user], f"what {user} gets has changed by A's submission")
    for file, content in bytes_below(p.folder).items():
        check(MARKER.encode() not in content, f"the marker lies open in {file.name}")

    # The other reading: now both see both.
    other = [item for item in p.worklist("B", "B") if item["case"] == case][0]
    reading.write_text(json.dumps(other))
    p.run("read", "import", p.folder, reading, "--submit", user="B")
    compared = json.loads(p.run("compare", p.folder, "--json", user="boss").stdout)
    check(compared["compared"] == 1, "one case is compared")
    check(url or any(MARKER.encode() in content for content in bytes_below(p.folder).values()),
          "a search that finds nothing would prove nothing")
    check(p.tries_of("B") != before["B"], "B sees that both are in")
    listed = p.run("adjudicate", p.folder, "--list", user="judge", expect=None)
    check(case in listed.stdout, "the adjudicator has the case")

    # The trail: complete, chained, and computed again here.
    trail = p.root / "trail.jsonl"
    p.run("audit", "export", p.folder, "--output", trail, user="boss")
    previous = "0" * 64
    rows = [json.loads(line) for line in trail.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        parts = [previous, *(row[k] for k in ("seq", "at", "actor", "action", "detail"))]
        data = b"".join(str(len(str(x).encode())).encode() + b":" + str(x).encode() + b","
                        for x in parts)
        previous = hashlib.sha256(data).hexdigest()
        check(previous == row["hash"], f"row {row['seq']} of the exported trail")
    actions = [f"{row['actor']} {row['action'].split()[0]}" for row in rows]
    for wanted in ("boss account", "boss assign", "A submit", "B submit", "boss compare"):
        check(wanted in actions, f"the trail lacks: {wanted}")
    sound = json.loads(p.run("audit", "verify", p.folder, "--json", user="boss").stdout)
    check(sound["sound"] and sound["head"].endswith(previous), "verify agrees with hashlib")
    p.run("audit", "verify", p.folder, "--head", sound["head"], user="boss")
    p.run("audit", "verify", p.folder, "--head", "1:" + "0" * 64, user="boss", expect=1)
    p.run("account", "disable", p.folder, "A", user="boss")
    p.run("read", "export", p.folder, "--reader", "A", user="A", expect=3)

print("\n".join(faults) if faults else "nothing of A before both have submitted")
sys.exit(1 if faults else 0)
