#!/usr/bin/env python3
"""Makes the fonts in assets/fonts from Debian's packages; the program needs only what is made.

    apt-get install fonts-inter fonts-noto-core python3-fonttools
    /usr/bin/python3 assets/make/fonts.py assets/fonts

Inter is cut to Latin, Greek, Cyrillic, Vietnamese and signs, and its digits are
replaced by their tabular forms, because Fyne cannot ask for OpenType features;
an x between digits stays one.
Noto Sans Arabic is cut to Arabic. Both are under the SIL Open Font License,
whose text lies beside them; neither has a reserved name.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

INTER = "/usr/share/fonts/opentype/inter/Inter-%s.otf"
ARABIC = "/usr/share/fonts/truetype/noto/NotoSansArabic-%s.ttf"

LATIN = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2AF), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF),
    (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20C0),
    (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x2473),
    (0x25A0, 0x25FF), (0x2713, 0x2717), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
]
ARABIC_RANGES = [
    (0x20, 0x20), (0xA0, 0xA0), (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x200B, 0x200F),
    (0xFB50, 0xFDFF), (0xFE70, 0xFEFF),
]


def cut(source, target, ranges, tabular):
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
    font = TTFont(source)
    if tabular:
        bake_tabular_digits(font)
        keep_x(font)
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[u for low, high in ranges for u in range(low, high + 1)])
    cutter.subset(font)
    font.save(target)


def bake_tabular_digits(font):
    """Lets 0 to 9 stand for the glyphs that the feature tnum would put in their place."""
    gsub = font["GSUB"].table
    lookups = {i for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for i in record.Feature.LookupListIndex}
    swaps = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    for cmap in font["cmap"].tables:
        for digit in range(0x30, 0x3A):
            if cmap.cmap.get(digit) in swaps:  # tables may share one map, which is then done already
                cmap.cmap[digit] = swaps[cmap.cmap[digit]]
    even_widths(font, [font.getBestCmap()[digit] for digit in range(0x30, 0x3A)])


def keep_x(font):
    """Leaves an x between digits an x: Inter would make a multiplication sign of it, also in keys, which people compare letter by letter."""
    cmap = font.getBestCmap()
    letters = {cmap[ord("x")], cmap[ord("X")]}
    gsub = font["GSUB"].table
    for lookup in gsub.LookupList.Lookup:
        kept = []
        for table in lookup.SubTable:
            inside = getattr(table, "ExtSubTable", table)
            inputs = getattr(inside, "InputCoverage", None) or []
            if not any(set(coverage.glyphs) and set(coverage.glyphs) <= letters for coverage in inputs):
                kept.append(table)
        lookup.SubTable, lookup.SubTableCount = kept, len(kept)


def even_widths(font, digits):
    """Takes out the thousandths by which SemiBold's tabular digits differ."""
    widths = [font["hmtx"][digit][0] for digit in digits]
    if max(widths) - min(widths) > font["head"].unitsPerEm // 500:
        sys.exit(f"digits of unlike widths: {widths}")
    for digit in digits:
        font["hmtx"][digit] = (max(widths), font["hmtx"][digit][1])


def main(folder):
    for face in ("Regular", "Italic", "SemiBold", "SemiBoldItalic"):
        cut(INTER % face, f"{folder}/Inter-{face}.otf", LATIN, True)
    for face in ("Regular", "Bold"):
        cut(ARABIC % face, f"{folder}/NotoSansArabic-{face}.ttf", ARABIC_RANGES, False)


main(sys.argv[1])
