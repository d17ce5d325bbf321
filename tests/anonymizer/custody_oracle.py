#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads what custody writes by docs/custody.md alone, without any code of this project.

usage: custody_oracle.py vault FILE STEWARD REVIEWER   (passphrases in two environment variables)
       custody_oracle.py ledger FILE
       custody_oracle.py pseudonyms KEYFILE            (lines "patient ISSUER ID" ... on stdin)
Prints one JSON object; exit status 77 where python3-nacl is not installed.
"""
import hashlib
import json
import os
import struct
import sys
import uuid

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def vault(path, steward, reviewer):
    try:
        import nacl.bindings as sodium
        import nacl.public
        import nacl.pwhash
    except ImportError:
        sys.exit(77)
    content = open(path, "rb").read()
    magic, header, entries = content.split(b"\n", 2)
    assert magic == b"concord-vault-1", magic
    header = json.loads(header)
    core = canonical(header["core"])

    def unlock(name, role, passphrase):
        person = next(p for p in header["people"] if (p["name"], p["role"]) == (name, role))
        key = nacl.pwhash.argon2id.kdf(32, passphrase.encode(), bytes.fromhex(person["salt"]),
                                       opslimit=person["operations"], memlimit=person["memory"])
        open_part = {k: v for k, v in person.items() if k not in ("nonce", "wrapped")}
        bound = "concord-vault-1\n" + core + "\n" + canonical(open_part)
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes.fromhex(person["wrapped"]), bound.encode(), bytes.fromhex(person["nonce"]), key)

    first = unlock(steward, "steward", os.environ["CONCORD_STEWARD_PASSPHRASE"])
    second = unlock(reviewer, "reviewer", os.environ["CONCORD_REVIEWER_PASSPHRASE"])
    run_key, half = first[:32], first[32:]
    secret = nacl.public.PrivateKey(bytes(a ^ b for a, b in zip(half, second)))
    assert bytes(secret.public_key).hex() == header["core"]["public_key"]
    box = nacl.public.SealedBox(secret)

    chain = hashlib.sha256(core.encode()).digest()
    found = {"numbers": [], "anchors": [], "rows": [], "counts": []}
    index = at = 0
    while at < len(entries):
        length = struct.unpack_from("<I", entries, at)[0]
        bound = (b"concord-vault-entry-1\n" + header["core"]["vault"].encode() + b"\n"
                 + struct.pack("<Q", index) + chain)
        mark = hashlib.blake2b(b"length\n" + bound + struct.pack("<I", length), key=run_key,
                               digest_size=16).digest()
        assert mark == entries[at + 4:at + 20], "length mark"
        sealed = entries[at + 20:at + 20 + length]
        plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], bound, sealed[:24],
                                                                  run_key)
        kind, plain = plain[:1], plain[1:]
        if kind == b"N":
            found["numbers"] += json.loads(plain)
        elif kind == b"A":
            found["anchors"].append(json.loads(plain))
        elif kind == b"R":
            found["counts"].append(struct.unpack_from("<I", plain)[0])
            found["rows"] += json.loads(box.decrypt(plain[4:]))
        else:
            raise AssertionError(kind)
        chain = hashlib.sha256(chain + entries[at:at + 20 + length]).digest()
        at += 20 + length
        index += 1
    found.update(entries=index, hash=chain.hex(), vault=header["core"]["vault"])
    return found


def ledger(path):
    previous, rows = "0" * 64, []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        row = json.loads(line)
        stated = row.pop("hash")
        assert line == canonical({**row, "hash": stated}) + "\n", f"row {number} is not canonical"
        assert stated == hashlib.sha256(canonical(row).encode()).hexdigest(), f"row {number} hash"
        assert row["previous"] == previous, f"row {number} chain"
        assert row["number"] == number
        previous = stated
        rows.append(row["kind"])
    return {"rows": rows, "head": previous}


def pseudonyms(key_file):
    key = bytes.fromhex(open(key_file).read().split()[1])

    def keyed(domain, *fields):
        message = b"".join(struct.pack("<Q", len(f)) + f for f in
                           (b"concord-pseudonyms-1", domain, *(f.encode() for f in fields)))
        return hashlib.blake2b(message, key=key, digest_size=64).digest()

    def base32(digest, characters):
        bits = int.from_bytes(digest, "big") >> (512 - 5 * characters)
        return "".join(CROCKFORD[bits >> 5 * i & 31] for i in reversed(range(characters)))

    answers = []
    for line in sys.stdin:
        use, *fields = line.rstrip("\n").split("\t")
        if use == "patient":
            answers.append("P-" + base32(keyed(b"patient", *fields), 10))
        elif use == "uid":
            half = bytearray(keyed(b"uid", *fields)[:16])
            half[6] = half[6] & 0x0F | 0x80
            half[8] = half[8] & 0x3F | 0x80
            assert uuid.UUID(bytes=bytes(half)).variant == uuid.RFC_4122
            answers.append("2.25." + str(int.from_bytes(half, "big")))
        elif use == "offset":
            answers.append(-1 - int.from_bytes(keyed(b"date offset", *fields)[:8], "big") % 3650)
        elif use == "key":
            answers.append("K-" + base32(keyed(b"key id"), 8))
    return {"answers": answers}


if __name__ == "__main__":
    work = {"vault": vault, "ledger": ledger, "pseudonyms": pseudonyms}[sys.argv[1]]
    print(json.dumps(work(*sys.argv[2:])))
