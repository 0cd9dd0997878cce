"""Cuts Be Vietnam Pro to what Khéo's pages write: printable ASCII, Vietnamese letters, a handful of signs.

The published files hold twice as many glyphs and the features of other languages: 33 KB a weight instead of 10.
Run with fontTools and brotli: python make-subsets.py <folder of @fontsource/be-vietnam-pro/files> <folder to write to>
"""

import sys
from pathlib import Path

from fontTools import subset

source, target = Path(sys.argv[1]), Path(sys.argv[2])

VIETNAMESE = (
    "ĂăÂâĐđÊêÔôƠơƯưĨĩŨũÀÁÃÈÉÌÍÒÓÕÙÚÝàáãèéìíòóõùúý"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
)
SIGNS = "\u00a0·×°«»–—‘’“”…→←↑↓≥≤−"
# Two files a weight, as they are published: the letters of one are not in the other.
TEXTS = {
    "latin": "".join(map(chr, range(0x20, 0x7F))) + SIGNS + "".join(c for c in VIETNAMESE if ord(c) < 0x100),
    "vietnamese": "".join(c for c in VIETNAMESE if ord(c) >= 0x100),
}

for weight in (400, 500, 600, 700, 800):
    for name, text in TEXTS.items():
        options = subset.Options(
            layout_features=["kern", "mark", "mkmk", "ccmp"],
            hinting=False,
            notdef_outline=False,
            name_IDs=[0, 1, 2, 13, 14],
            flavor="woff2",
        )
        font = subset.load_font(source / f"be-vietnam-pro-{name}-{weight}-normal.woff2", options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        subset.save_font(font, target / f"be-vietnam-{name}-{weight}.woff2", options)
