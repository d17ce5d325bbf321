#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Prints texts as they stand in DICOM files of every character set, one a line, with tabs between:
Specific Character Set, VR, bytes (hex), and what pydicom and Python's codecs read (UTF-8, hex)."""
from pydicom.charset import convert_encodings, decode_bytes
from pydicom.valuerep import PersonName

# Term -> Python's codec -> words with characters of it.
SINGLE = {
    "100": ("latin-1", ["Buc^J\u00e9r\u00f4me", "\u00c4neas^R\u00fcdiger", "\u00f1and\u00fa"]),
    "101": ("iso8859-2", ["Wa\u0142\u0119sa^Lech", "\u010cern\u00fd^Ji\u0159\u00ed"]),
    "109": ("iso8859-3", ["\u0126al^\u0120or\u0121", "\u011cis^\u0108u"]),
    "110": ("iso8859-4", ["K\u0101rlis^B\u0113rzi\u0146\u0161"]),
    "144": ("iso8859-5", ["\u041b\u044e\u043ace\u043c\u0431yp\u0433", "\u0418\u0432\u0430\u043d\u043e\u0432^\u041f\u0451\u0442\u0440"]),
    "127": ("iso8859-6", ["\u0642\u0628\u0627\u0646\u064a^\u0644\u0646\u0632\u0627\u0631"]),
    "126": ("iso8859-7", ["\u0394\u03b9\u03bf\u03bd\u03c5\u03c3\u03b9\u03bf\u03c2"]),
    "138": ("iso8859-8", ["\u05e9\u05e8\u05d5\u05df^\u05d3\u05d1\u05d5\u05e8\u05d4"]),
    "148": ("iso8859-9", ["\u00c7avu\u015fo\u011flu^\u0130brahim"]),
    "203": ("iso8859-15", ["Sm\u0153^Zo\u00eb \u20ac"]),
    "166": ("iso8859-11", ["\u0e19\u0e32\u0e22^\u0e2a\u0e21\u0e0a\u0e32\u0e22"]),
}
DOUBLE = {
    "ISO_IR 192": ("utf-8", ["Wang^XiaoDong=\u738b^\u5c0f\u6771", "Hong^Gildong=\u6d2a^\u5409\u6d1e=\ud64d^\uae38\ub3d9"]),
    "GB18030": ("gb18030", ["Wang^XiaoDong=\u738b^\u5c0f\u4e1c", "\u9673^\u6167\u6c76 \U00020bb7"]),
    "GBK": ("gbk", ["Wang^XiaoDong=\u738b^\u5c0f\u4e1c", "\u4e02\u4e04 \u8a31\u5a40"]),
    "ISO_IR 149": ("euc-kr", ["\ud64d^\uae38\ub3d9", "\uc720\ubc29 \ucd2c\uc601 (\uc88c\uce21)"]),
    "ISO_IR 13": ("shift-jis", ["\uff94\uff8f\uff80\uff9e^\uff80\uff9b\uff73"]),
}
# Texts of code extensions: Specific Character Set, Python's text with ESC written out by hand.
EXTENDED = [
    ("\\ISO 2022 IR 149", "PN", b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf"),
    ("\\ISO 2022 IR 149", "PN", b"Kim^Jihye=\x1b$)C\xd1\xd1^\x1b$)C\xf2\xc1\xfb\xa1=\x1b$)C\xb1\xe8^\x1b$)C\xc1\xf6\xc7\xfd"),
    ("\\ISO 2022 IR 149", "LO", b"\x1b$)C\xc1\xc2\xc3\xf8 MLO\\\x1b$)C\xbf\xec\xc3\xf8 CC"),
    ("\\ISO 2022 IR 149", "LT", b"first line\r\n\x1b$)C\xb1\xe6\xb5\xbf\xc0\xba \r\n\x1b$)C\xb5\xce\xb9\xf8\r\n"),
    ("\\ISO 2022 IR 58", "PN", b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab="),
    ("\\ISO 2022 IR 58", "LT", b"1.\x1b$)A\xb5\xda\xd2\xbb\xd0\xd0\xce\xc4\xd7\xd6\xa1\xa3\r\n2.\x1b$)A\xb5\xda\xb6\xfe\xd0\xd0\xce\xc4\xd7\xd6\r\n"),
    ("\\ISO 2022 IR 87", "PN", b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"),
    ("ISO 2022 IR 13\\ISO 2022 IR 87", "PN", b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J"),
    ("\\ISO 2022 IR 87\\ISO 2022 IR 159", "PN", b"Morita^Rin=\x1b$B?9ED\x1b(B^\x1b$(D\x30\x21\x1b(B"),
    ("ISO 2022 IR 100\\ISO 2022 IR 144", "PN", b"Dionysios=\x1b-L\xbb\xee\xda^\xe9\xe8"),
    ("ISO 2022 IR 100\\ISO 2022 IR 149", "PN", b"\x1b$)C\xc8\xab^J\xe9r\xf4me"),
    ("ISO 2022 IR 6\\ISO 2022 IR 126", "LO", b"\x1b-F\xc4\xe9\xef\xed"),
    ("ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 148", "LO", b"\xe9 \x1b-B\xb9\xe6 \x1b-M\xfe\xf0"),
]


def show(term, vr, raw, text):
    print(term, vr, raw.hex(), text.encode().hex(), sep="\t")


for number, (codec, words) in SINGLE.items():
    for word in words:
        for term in ("ISO_IR " + number, "ISO 2022 IR " + number):
            show(term, "PN", word.encode(codec), word)
for term, (codec, words) in DOUBLE.items():
    for word in words:
        show(term, "PN", word.encode(codec), word)
for term, vr, raw in EXTENDED:
    encodings = convert_encodings(term.split("\\"))
    if vr == "PN":
        text = str(PersonName(raw, encodings).decode())
        text = text if raw.count(b"=") == text.count("=") else text + "=" * (raw.count(b"=") - text.count("="))
    elif vr == "LO":
        text = "\\".join(decode_bytes(part, encodings, {"\\"}) for part in raw.split(b"\\"))
    else:
        text = decode_bytes(raw, encodings, set("\r\n\t\f"))
    # pydicom 2.3.1 leaves this escape in the text.
    show(term, vr, raw, text.replace("\x1b$)A", ""))
