"""Measure logo identification on art that is in no gallery and was never trained on: `make bench-logo`.

Queries: five Iconify sets (SVG Logos, Devicon, CoreUI Brands, Skill Icons, VSCode Icons), drawn by other hands than the
gallery, each brand seen in several of the views below; marks, lockups and wordmarks as they come. Negatives: brands
outside the gallery, emoji of three vendors, interface glyphs, drawn charts, photographs. Brands are split in two halves
by the hash of their name: --fit fits the confidence and its threshold on one half, and every figure is of the other.
Art is fetched from npm into build/art; results go to build/bench/.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy reads it; idle threads would take half the cores
