#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Archives by another writer than the reader under test. usage: archives.py FOLDER (holds a/, writes *.zip ...)"""
import io
import os
import sys
import tarfile
import zipfile

os.chdir(sys.argv[1])
FILES = sorted(os.path.join(d, f) for d, _, fs in os.walk("a") for f in fs)


class Cp949Info(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.filename.encode("cp949"), self.flag_bits & ~0x800


def put(target, name, data, info=zipfile.ZipInfo):
    entry = info(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    target.writestr(entry, data)


with zipfile.ZipFile("plain.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for f in FILES:
        z.write(f, os.path.relpath(f, "a"))
for suffix, mode in (("tar", "w"), ("tar.gz", "w:gz"), ("tar.xz", "w:xz")):
    with tarfile.open("plain." + suffix, mode) as t:
        for f in FILES:
            t.add(f, os.path.relpath(f, "a"))
data = open(FILES[0], "rb").read()
with zipfile.ZipFile("korean.zip", "w") as z:
    put(z, "환자/사진_유.bin", data)
    put(z, "환자/사진_구.bin", data, Cp949Info)
with zipfile.ZipFile("escape.zip", "w") as z:
    for name in ("../outside.bin", "/etc/outside.bin", "in/../../outside.bin", "..\\outside.bin", "C:\\x.bin", "good.bin"):
        put(z, name, data)
inner = io.BytesIO()
with zipfile.ZipFile(inner, "w") as z:
    put(z, "deep.bin", data)
with zipfile.ZipFile("nested.zip", "w") as z:
    put(z, "inner.zip", inner.getvalue())
    put(z, "good.bin", data)
with zipfile.ZipFile("bomb.zip", "w") as z:
    put(z, "zeros.bin", bytes(64 << 20))
with tarfile.open("bomb.tar.xz", "w:xz") as t:
    entry = tarfile.TarInfo("zeros.bin")
    entry.size = 64 << 20
    t.addfile(entry, io.BytesIO(bytes(64 << 20)))
with zipfile.ZipFile("many.zip", "w") as z:
    for i in range(3000):
        z.writestr(str(i), b"")
os.system("zip -q -P secret encrypted.zip " + FILES[0])
