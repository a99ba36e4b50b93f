#!/usr/bin/env python3
"""Makes the fonts of this folder from those of Debian 12; see README.md. Needs fonttools 4.38 (Debian: fonttools)."""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, load_font, save_font

here = Path(__file__).parent
debian = Path("/usr/share/fonts")


def cut(name, family, source, index=0, unicodes=None):
    """A copy without hints and vertical metrics, under a name of our own; `unicodes`: only these."""
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE", "DSIG", "FFTM"]
    options.font_number = index
    font = load_font(str(debian / source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes if unicodes is not None else font.getBestCmap().keys())
    subsetter.subset(font)
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (2, 3, 5, 6, 7, 16, 17, 18, 21, 22) or record.platformID != 3:
            names.names.remove(record)
    for number, text in {
        1: family,
        2: "Regular",
        4: family,
        6: family.replace(" ", ""),
        10: f"Modified for oss-double: cut from {Path(source).name} and renamed.",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    save_font(font, str(here / name), options)


def strut():
    """A font of one sign that takes no room: one px wide and 10 px high at 10 px."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 1000), (100, 1000), (100, 0)):
        pen.lineTo(point)
    pen.closePath()
    bar = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "strut"])
    builder.setupCharacterMap({0x2502: "strut"})
    builder.setupGlyf({".notdef": bar, "strut": bar})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "strut": (0, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "OSS Double Strut", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1000, sTypoDescender=0, usWinAscent=1000, usWinDescent=0)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(str(here / "strut.ttf"))


if __name__ == "__main__":
    strut()
    cut("microhei.ttf", "OSS Double Micro Hei", "truetype/wqy/wqy-microhei.ttc")
    sys.exit()
