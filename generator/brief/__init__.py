"""The two files of a brief: their form, their grammar of citations, and the closed list of words they add.

Parsing and rendering stand side by side in `page` and `ledger`; `citation` is the only grammar of citations, `wording`
the only source of words that no document wrote, `draft` what a writer hands over. `front` and `composing` make
a brief of it, `filing` knows where its files lie and writes them. `wrapping` and `spelling` undo what editors do to a
file without changing its words. It judges nothing.
"""

from generator.brief.page import (
    SCHEMA_VERSION,
    Block,
    Brief,
    Section,
    Sentence,
    counted,
    headings,
    parse,
    render,
    roles,
)

__all__ = [
    "SCHEMA_VERSION",
    "Block",
    "Brief",
    "Section",
    "Sentence",
    "counted",
    "headings",
    "parse",
    "render",
    "roles",
]
