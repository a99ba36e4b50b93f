#!/usr/bin/env python3
"""Makes the fonts of this folder from those of Debian 12; README.md says which and why. Needs fonttools 4.38 (Debian)."""

import unicodedata
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

here = Path(__file__).parent
debian = Path("/usr/share/fonts")

LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0), *range(0x2100, 0x2200)}
# The 7,445 signs of GB 2312: Chinese characters, punctuation, kana, Greek, Cyrillic, full-width Latin.
GB2312 = {ord(bytes((row, cell)).decode("gb2312", "ignore") or " ") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)}


# Not those for vertical lines and for other languages, which would bring in further glyphs.
FEATURES = ["ccmp", "kern", "liga", "mark", "mkmk"]


def load(source, index=0, features=FEATURES):
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.drop_tables += ["vmtx", "vhea", "VORG", "BASE", "DSIG", "FFTM"]
    options.font_number = index
    return load_font(str(debian / source), options), options


def cut(name, family, source, index=0, features=FEATURES, only=None, but=frozenset()):
    """A copy without hints and vertical metrics, under a name of our own, of the signs in `only` and not in `but`."""
    font, options = load(source, index, features)
    has = font.getBestCmap().keys()
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=(has if only is None else has & only) - but)
    subsetter.subset(font)
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 8, 9, 11, 12, 13, 14) or record.platformID != 3:
            names.names.remove(record)
    described = {
        1: family,
        2: "Regular",
        4: family,
        6: family.replace(" ", ""),
        10: f"Modified for oss-double: cut from {Path(source).name} and renamed.",
    }
    for number, text in described.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    save_font(font, str(here / name), options)
    return has


def draw(*rectangles):
    """A glyph of rectangles; those with the left edge right of the right one are holes."""
    pen = TTGlyphPen(None)
    for left, bottom, right, top in rectangles:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def box():
    """
    What no face has: an empty box for whatever is visible by itself. At U+0375 a strut that takes no room, a tenth of an em
    wide and high.
    """
    visible = {"L", "N", "P", "S", "Cn"}
    ignorable = {0x115F, 0x1160, 0x2065, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)}
    signs = {}
    for sign in range(0x32400):  # beyond there are private signs alone
        category = unicodedata.category(chr(sign))
        if visible & {category, category[0]} and sign not in ignorable:
            signs[sign] = "box"
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language, table.reserved = 3, 10, 0, 0
    table.cmap = {**signs, 0x0375: "strut"}
    shapes = {"box": draw((60, -80, 940, 840), (880, -20, 120, 780)), "strut": draw((0, 0, 100, 100))}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *shapes])
    builder.setupCharacterMap({0x0375: "strut"})
    builder.font["cmap"].tables = [table]
    builder.setupGlyf({".notdef": shapes["box"], **shapes})
    builder.setupHorizontalMetrics({".notdef": (1000, 60), "box": (1000, 60), "strut": (0, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "OSS Double Box", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0xE0000000  # any time, always the same
    builder.font.recalcTimestamp = False
    builder.save(str(here / "box.ttf"))


if __name__ == "__main__":
    box()
    microhei = cut("microhei.ttf", "OSS Double Micro Hei", "truetype/wqy/wqy-microhei.ttc")
    cut("rare.ttf", "OSS Double Rare", "truetype/droid/DroidSansFallbackFull.ttf", but=microhei)
    cut("hei.otf", "OSS Double Hei", "opentype/noto/NotoSansCJK-Regular.ttc", 2, only=GB2312 | LATIN)
    cut("song.otf", "OSS Double Song", "opentype/noto/NotoSerifCJK-Regular.ttc", 2, only=GB2312 | LATIN)
    cut("kai.ttf", "OSS Double Kai", "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", only=GB2312 | LATIN)
    cut("world.ttf", "OSS Double World", "truetype/dejavu/DejaVuSans.ttf", features=[*FEATURES, "calt", "fina", "init", "isol", "locl", "medi", "rlig"])
