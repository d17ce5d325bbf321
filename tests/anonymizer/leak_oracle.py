# SPDX-License-Identifier: Apache-2.0
"""An independent opinion on leaks; shares nothing with Concord.

leak_oracle.py TRUTH.md SOURCE OUTPUT   1 if anything planted in SOURCE is still in OUTPUT
leak_oracle.py plant CLEAN.dcm FOLDER   writes copies of a clean file with something planted, and
                                        plants.json that says what and where
leak_oracle.py attack SOURCE OUTPUT     1 if a hash that anybody can compute of an ID or UID of SOURCE
                                        stands in OUTPUT, or a formula gives the date offsets
leak_oracle.py grep WORD... -- PATH...  1 if a word stands in a file or a name below the paths

The values of the first and third come from the truth table and from pydicom's reading of the
sources; every search is bytes in bytes.
"""
import base64
import datetime
import gzip
import hashlib
import io
import itertools
import json
import os
import random
import re
import struct
import sys
import uuid
import warnings
import zlib

import pydicom

warnings.filterwarnings("ignore")
IDENTIFYING = ["PatientName", "PatientID", "AccessionNumber", "ReferringPhysicianName", "OperatorsName",
               "PerformingPhysicianName", "InstitutionName", "InstitutionAddress", "PatientAddress",
               "PatientTelephoneNumbers", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID",
               "FrameOfReferenceUID", "PatientBirthDate", "DeviceSerialNumber", "StudyID"]


def planted(truth, source):
    values = set()
    folder = os.path.basename(os.path.normpath(source))
    with open(truth, encoding="utf-8") as file:
        for line in file:
            row = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(row) == 3 and row[0].startswith(folder + "/") and row[1].startswith("("):
                values.add(row[2])
    assert values, "the truth table has nothing for " + folder
    for root, _, names in os.walk(source):
        for name in names:
            try:
                data = pydicom.dcmread(os.path.join(root, name), stop_before_pixels=True)
            except Exception:  # not DICOM
                continue
            if "PatientIdentityRemoved" in data:
                continue
            for keyword in IDENTIFYING:
                value = data.get(keyword)
                values.update(str(v) for v in (value if isinstance(value, pydicom.multival.MultiValue) else [value]))
    return values


def patterns(value):
    value = value.strip(" \0^")
    # Below six characters chance decides in compressed pixels, and words of every header prove nothing.
    if len(value) < 6 or value.upper() in {"NONE", "NAME^NONE", "OTHER", "ANONYMIZED"}:
        return []
    texts = {value, value.upper(), value.replace("^", " "), " ".join(reversed(value.split("^")))}
    if re.fullmatch(r"\d{8}", value):
        texts |= {f"{value[:4]}-{value[4:6]}-{value[6:]}", f"{value[:4]}.{value[4:6]}.{value[6:]}"}
    return [t.encode(e) for t in texts for e in ("utf-8", "utf-16-le", "utf-16-be")]


# --- plant ------------------------------------------------------------------------------------

VALUES = [  # form, kind, text; then what may be written of it
    ("Name", "PatientName", "Hong^Gildong=洪^吉洞=홍^길동",
     ["Hong^Gildong", "GILDONG HONG", "Gildong, Hong", "gildong", "홍길동", "홍^길동", "길동", "洪吉洞"]),
    ("Name", "ReferringPhysicianName", "Müller^Jürgen", ["Müller", "Jürgen Müller", "müller_jürgen"]),
    ("Name", "OperatorsName", "Yamada^Tarou=山田^太郎", ["山田太郎", "山田^太郎", "Tarou Yamada"]),
    ("Number", "PatientID", "KR2187X", ["KR2187X", "kr2187x", "ID:KR2187X."]),
    ("Number", "AccessionNumber", "A-7788-9910", ["A-7788-9910"]),
    ("Date", "PatientBirthDate", "19610203",
     ["19610203", "1961-02-03", "03.02.1961", "02/03/1961", "1961:02:03", "1961년 02월 03일"]),
    ("Uid", "StudyInstanceUID", "1.2.826.0.1.3680043.9.77.12", ["1.2.826.0.1.3680043.9.77.12"]),
    ("Place", "InstitutionName", "Sentinel General Hospital",
     ["Sentinel General Hospital", "SENTINEL GENERAL HOSPITAL"]),
    ("Number", "PatientComments", "610203-2345678", ["610203-2345678"]),
    ("Number", "PatientTelephoneNumbers", "010-1234-5678", ["010-1234-5678"]),
]
# One letter or digit beside a true value, or only a part of it: no leaks.
HARMLESS = ["Hongkong", "Gildon", "홍길", "洪", "Mülle", "Tarouz", "KR21879", "A-7788-9911", "19610204",
            "1961-02-13", "1.2.826.0.1.3680043.9.77.123", "Sentinel General Hotel", "610203-2345679",
            "010-1234-5679", "0.19610203"]
CODECS = ["utf-8", "utf-16-le", "utf-16-be", "euc_kr", "cp949", "shift_jis", "euc_jp", "gb18030", "big5",
          "latin-1", "iso8859_2", "iso8859_9", "iso8859_15"]


def element(tag, vr, value):
    value += b" " if len(value) % 2 else b""
    head = struct.pack("<HH", tag >> 16, tag & 0xFFFF) + vr
    if vr in (b"OB", b"OW", b"UN", b"UT", b"SQ"):
        return head + b"\0\0" + struct.pack("<I", len(value)) + value
    return head + struct.pack("<H", len(value)) + value


def implicit(tag, value):
    value += b" " if len(value) % 2 else b""
    return struct.pack("<HHI", tag >> 16, tag & 0xFFFF, len(value)) + value


def part10(syntax, body, preamble=b"", meta=b""):
    meta = element(0x00020010, b"UI", syntax) + meta
    return preamble.ljust(128, b"\0") + b"DICM" + element(0x00020000, b"UL", struct.pack("<I", len(meta))) + meta + body


def encapsulated(fragment):
    fragment += b"\0" * (len(fragment) % 2)
    item = struct.pack("<HHI", 0xFFFE, 0xE000, len(fragment)) + fragment
    return (struct.pack("<HH", 0x7FE0, 0x10) + b"OB\0\0\xff\xff\xff\xff" + struct.pack("<HHI", 0xFFFE, 0xE000, 0) +
            item + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0))


def jpeg(marker=None, payload=b"", behind=b""):
    from PIL import Image
    out = io.BytesIO()
    Image.new("RGB", (32, 32), (90, 20, 40)).save(out, "JPEG")
    plain = out.getvalue()
    extra = b"" if marker is None else b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload
    return plain[:2] + extra + plain[2:] + behind


def png(name, payload):
    from PIL import Image
    out = io.BytesIO()
    Image.new("L", (32, 32), 90).save(out, "PNG")
    plain = out.getvalue()
    chunk = struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))
    return plain[:33] + chunk + plain[33:]


def sequence(body):
    item = struct.pack("<HHI", 0xFFFE, 0xE000, len(body)) + body
    return element(0x00081140, b"SQ", item)


def places(clean):
    """Name -> function of planted bytes to a file. Where bytes must be text of their own, they are padded."""
    plain, big = b"1.2.840.10008.1.2.1", b"1.2.840.10008.1.2.2"
    body = element(0x00080005, b"CS", b"ISO_IR 192") + element(0x00080060, b"CS", b"MG")
    def around(b):
        return b"by " + b + b" of"
    def big_endian(b):
        value = around(b)
        value += b" " * (len(value) % 2)
        return part10(big, struct.pack(">HH", 0x0028, 0x1351) + b"ST" + struct.pack(">H", len(value)) + value)
    def deflated(b):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return part10(b"1.2.840.10008.1.2.1.99", packer.compress(body + element(0x00281351, b"ST", around(b))) + packer.flush())
    filler = bytes(random.Random(7).randrange(256) for _ in range(30_000))
    return {
        "preamble": lambda b: part10(plain, body, preamble=around(b)),
        "meta": lambda b: part10(plain, body, meta=element(0x00020102, b"OB", around(b))),
        "element": lambda b: part10(plain, body + element(0x00281351, b"ST", around(b))),
        "nested": lambda b: part10(plain, body + sequence(element(0x00281351, b"ST", around(b)))),
        "private": lambda b: part10(plain, body + element(0x00290010, b"LO", b"MAKER") + element(0x00291001, b"UN", around(b))),
        "implicit": lambda b: part10(b"1.2.840.10008.1.2", implicit(0x00080060, b"MG") + implicit(0x00281351, around(b))),
        "big endian": big_endian,
        "behind the file": lambda b: clean + around(b),
        "behind pixels": lambda b: part10(plain, body + element(0x7FE00010, b"OW", filler)) + around(b),
        "deflated": deflated,
        "gzip": lambda b: clean + gzip.compress(around(b)),
        "zlib in private": lambda b: part10(plain, body + element(0x00291001, b"OB", zlib.compress(around(b)))),
        "base64": lambda b: part10(plain, body + element(0x00281351, b"UT", base64.b64encode(b"a user: " + around(b)))),
        "hex": lambda b: part10(plain, body + element(0x00281351, b"UT", around(b).hex().encode())),
        "frame COM": lambda b: part10(b"1.2.840.10008.1.2.4.50", body + encapsulated(jpeg(0xFE, around(b)))),
        "frame APP1": lambda b: part10(b"1.2.840.10008.1.2.4.50", body + encapsulated(jpeg(0xE1, b"Exif\0\0" + around(b)))),
        "frame end": lambda b: part10(b"1.2.840.10008.1.2.4.50", body + encapsulated(jpeg(behind=around(b)))),
        "jpeg COM": lambda b: jpeg(0xFE, around(b)),
        "jpeg APP13": lambda b: jpeg(0xED, around(b)),
        "jpeg end": lambda b: jpeg(behind=around(b)),
        "png tEXt": lambda b: png(b"tEXt", b"Author\0" + around(b)),
        "png zTXt": lambda b: png(b"zTXt", b"Author\0\0" + zlib.compress(around(b))),
        "png iTXt": lambda b: png(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(around(b))),
        "png eXIf": lambda b: png(b"eXIf", b"MM\0*" + around(b)),
        "text file": lambda b: b"a line\r\n" + around(b) + b"\r\n",
    }


def encodable(text):
    seen = set()
    for codec in CODECS:
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        if data not in seen:
            seen.add(data)
            yield codec, data


def plant(clean_file, folder):
    with open(clean_file, "rb") as file:
        clean = file.read()
    os.makedirs(folder)
    where = places(clean)
    plants, number = [], itertools.count()

    def put(data, leaks, what, path=None):
        name = f"{next(number):05d}.bin"
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        plants.append({"file": name, "path": path or "P-1/S-1/" + name, "leaks": leaks, "what": what})

    for _, kind, _, spellings in VALUES:
        for text in spellings:
            for codec, data in encodable(text):
                for place, write in where.items():
                    # Six bytes told from chance once decoded: shorter ones hide in base64.
                    if place in ("base64", "hex") and len(data) < (12 if codec.startswith("utf-16") else 6):
                        continue
                    # UIDs are ASCII by definition.
                    if kind == "StudyInstanceUID" and codec != "utf-8":
                        continue
                    put(write(data), True, f"{kind} as {codec} in {place}")
            put(clean, True, f"{kind} in the file's name", "P-1/" + text.replace("/", "-") + ".dcm"
                if "/" not in text else "P-1/" + text + "/a.dcm")
    for text in HARMLESS:
        for codec, data in encodable(text):
            for place, write in where.items():
                put(write(data), False, f"harmless {HARMLESS.index(text)} as {codec} in {place}")
    with open(os.path.join(folder, "plants.json"), "w", encoding="utf-8") as file:
        json.dump({"values": [{"form": f, "kind": k, "text": t} for f, k, t, _ in VALUES], "plants": plants}, file)
    return 0


# --- attack -----------------------------------------------------------------------------------

SECRET = ["PatientID", "PatientName", "AccessionNumber", "StudyID", "StudyInstanceUID", "SeriesInstanceUID",
          "SOPInstanceUID", "FrameOfReferenceUID", "PatientBirthDate", "DeviceSerialNumber"]


def datasets(folder):
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            try:
                yield pydicom.dcmread(os.path.join(root, name), stop_before_pixels=True)
            except Exception:  # not DICOM
                continue


def guesses(value):
    """What an attacker computes who knows the value and no key."""
    for text in {value, value.lower(), value.upper(), value.strip()}:
        data = text.encode()
        for name in ("md5", "sha1", "sha224", "sha256", "sha512", "blake2b", "blake2s"):
            yield hashlib.new(name, data).digest()
        yield struct.pack(">I", zlib.crc32(data)) * 2  # alone four bytes would be chance
        for space in (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500):
            yield uuid.uuid3(space, text).bytes
            yield uuid.uuid5(space, text).bytes
        for name in ("md5", "sha1"):  # a name-based UUID without a name space, as Java makes it
            digest = bytearray(hashlib.new(name, data).digest()[:16])
            digest[6] = digest[6] & 0x0F | (0x30 if name == "md5" else 0x50)
            digest[8] = digest[8] & 0x3F | 0x80
            yield bytes(digest)


def spellings(digest):
    yield digest[:12]
    yield digest.hex()[:16].encode()
    yield digest.hex().upper()[:16].encode()
    yield str(uuid.UUID(bytes=digest[:16].ljust(16, b"\0")))[:18].encode()
    yield str(int.from_bytes(digest, "big"))[:18].encode()
    yield str(int.from_bytes(digest[:16], "big"))[:18].encode()
    yield str(int.from_bytes(digest[:8], "big"))[:18].encode()
    yield base64.b64encode(digest)[:14]
    yield base64.b32encode(digest)[:14]


def day(text):
    return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def offsets(source, output):
    """Patient ID -> days moved, by the studies' number of pictures."""
    def studies(folder):
        found = {}
        for data in datasets(folder):
            if re.fullmatch(r"\d{8}", data.get("StudyDate", "")) and data.get("PatientID"):
                key = tuple(str(data.get(k)) for k in ("Modality", "StudyTime", "ContentTime", "InstanceNumber", "Rows", "KVP"))
                found.setdefault(key, set()).add((data.PatientID, data.StudyDate))
        return found
    before, after = studies(source), studies(output)
    moved = {}
    for key, whose in before.items():
        if len(whose) == 1 and len(after.get(key, ())) == 1:
            (patient, first), (_, second) = next(iter(whose)), next(iter(after[key]))
            moved[patient] = (day(second) - day(first)).days
    return moved


def formulas():
    for name in ("md5", "sha1", "sha256"):
        for modulus in (100, 365, 366, 730, 1000, 3650, 3652, 3653, 7300, 36500):
            for sign in (1, -1):
                for added in (0, 1):
                    yield lambda p, n=name, m=modulus, s=sign, a=added: s * (int(hashlib.new(n, p.encode()).hexdigest(), 16) % m + a)


def attack(source, output):
    known = set()
    for data in datasets(source):
        for keyword in SECRET:
            value = data.get(keyword)
            known.update(str(v) for v in (value if isinstance(value, pydicom.multival.MultiValue) else [value]) if v)
    wanted = {s for value in known if len(value) > 2 for digest in guesses(value) for s in spellings(digest)}
    assert len(wanted) > 500, "too few values to attack with"
    heads = {}
    for each in wanted:
        heads.setdefault(each[:8], []).append(each)
    found = 0
    for root, _, names in os.walk(output):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                content = file.read(1 << 20) + os.path.relpath(os.path.join(root, name), output).encode()
            for at in range(len(content) - 8):
                for each in heads.get(content[at:at + 8], ()):
                    if content.startswith(each, at):
                        found += 1
                        print(f"a plain hash of something known, {len(each)} bytes at {at}")
    moved = offsets(source, output)
    if len(moved) > 2:
        found += sum(all(formula(p) == d for p, d in moved.items()) for formula in formulas())
        found += len(set(moved.values())) == 1  # one shift for all: one known date opens the rest
    print(f"{len(wanted)} guesses, {len(moved)} patients with a shift, {found} hits")
    return 1 if found else 0


# --- grep -------------------------------------------------------------------------------------

def grep(words, paths):
    wanted = [w.encode(e) for w in words for e in ("utf-8", "utf-16-le", "euc_kr")]
    found = files = 0
    for root, _, names in itertools.chain.from_iterable(os.walk(path) for path in paths):
        for name in names:
            files += 1
            with open(os.path.join(root, name), "rb") as file:
                content = (file.read() + b"\n" + os.path.join(root, name).encode()).lower()
            for word in wanted:
                if word.lower() in content:
                    found += 1
                    print(f"a word of {len(word)} bytes in file {files}")
    assert files, "no file to search"
    return 1 if found else 0


def search():
    truth, source, output = sys.argv[1:4]
    wanted = {p: v for v in planted(truth, source) for p in patterns(v)}
    assert len(wanted) > 20
    leaks = 0
    for root, _, names in os.walk(output):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                content = file.read() + os.path.join(root, name).encode()
            for pattern in wanted:
                if pattern in content:
                    leaks += 1
                    print(f"leak of {len(pattern)} bytes at {content.index(pattern)} in {name}")
    sys.exit(1 if leaks else 0)


def main():
    command = sys.argv[1]
    if command == "plant":
        sys.exit(plant(*sys.argv[2:4]))
    if command == "attack":
        sys.exit(attack(*sys.argv[2:4]))
    if command == "grep":
        at = sys.argv.index("--")
        sys.exit(grep(sys.argv[2:at], sys.argv[at + 1:]))
    search()


if __name__ == "__main__":
    main()
