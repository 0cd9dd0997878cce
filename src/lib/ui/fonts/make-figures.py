"""Cuts the tabular figures of Be Vietnam Pro: the ten digits on one advance width, nothing else.

The published fonts carry no `tnum` feature and a narrow 1, so columns of scores would not line up.
Run with fontTools: python make-figures.py <folder of @fontsource/be-vietnam-pro/files> <folder to write to>
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

source, target = Path(sys.argv[1]), Path(sys.argv[2])

for weight in (400, 500, 600, 700, 800):
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=False, name_IDs=[0, 1, 2, 13, 14])
    font = subset.load_font(source / f"be-vietnam-pro-latin-{weight}-normal.woff", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="0123456789")
    subsetter.subset(font)

    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    # The width of 2 keeps the texture of the text; each digit's ink stands in the middle of it.
    width = font["hmtx"][digits[2]][0]
    for name in digits:
        glyph = font["glyf"][name]
        assert not glyph.isComposite()
        bearing = round((width - (glyph.xMax - glyph.xMin)) / 2)
        shift = bearing - glyph.xMin
        glyph.coordinates = GlyphCoordinates([(x + shift, y) for x, y in glyph.coordinates])
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, bearing)

    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Be Vietnam Figures"
    font.flavor = "woff"
    font.save(target / f"be-vietnam-figures-{weight}.woff")
