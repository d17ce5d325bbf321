# SPDX-License-Identifier: Apache-2.0
"""Recomputes an audit chain from its description (decision 0116): one row a line, as JSON
[seq, at, actor, action, detail, hash]. Exit 1 where a hash is another one."""
import hashlib
import json
import sys


def netstring(part):
    data = str(part).encode()
    return str(len(data)).encode() + b":" + data + b","


previous = "0" * 64
count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    *row, stored = json.loads(line)
    previous = hashlib.sha256(b"".join(map(netstring, [previous, *row]))).hexdigest()
    if previous != stored:
        sys.exit(f"row {row[0]} differs")
    count += 1
sys.exit(0 if count > 5 else "too few rows")
