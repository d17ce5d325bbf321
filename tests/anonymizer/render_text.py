# SPDX-License-Identifier: Apache-2.0
"""render_text.py FILE.png SIZE TEXT: white letters on a dark picture, as an export of a device has."""
import sys

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


def main():
    file, size, text = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    picture = Image.new("L", (1200, 900), 6)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((300, 150, 900, 750), fill=120)
    draw.text((40, 40), text, fill=235, font=ImageFont.truetype(FONT, size))
    picture.save(file)


if __name__ == "__main__":
    main()
