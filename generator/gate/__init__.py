"""What may stand: every rule that a brief must keep, judged against the corpus and nothing else.

`make brief`, `make check`, the site and CI all call `validate`, which asks the families of rules in turn: `structure`,
`places`, `layout`, `paragraphs` (with `passing`), `framing`, `judgements`, `origins`, `words`, `sides`, `shares`,
`style`, `bibliography`, `asked`, `pictures`, `searched` and `front`, after `form` and `schema`. They look at one
`view` of `sentences` and `sources`, in which `speaking` says of whom each sentence speaks; `rules` lists what they
judge. The last four derive anew what the front matter records (`identity`: what a picture shows), and `differing` says
where that is not the same; `policy` is what the repository allows. `support` and `verdicts` say what it means that
spans support a sentence, `rewording` and `retelling` (with `aligning`) judge other words than the source's,
`function_words` those of closed classes; `checking` holds what a second reader answered against the sources. `shelf`
finds what is to be checked and against what (`stored`: where it lies in an object store), `reports` says what was
found. It does not know who wrote a brief, nor how it looks on a page.
"""

from generator.brief import counted, roles
from generator.gate.rules import RULES, Finding, passed
from generator.gate.schema import SCHEMA
from generator.gate.sentences import Item, items
from generator.gate.shelf import Filed, Shelf, brief_at, briefs_in, readable, strays
from generator.gate.sources import Sources
from generator.gate.validation import validate

__all__ = [
    "RULES",
    "SCHEMA",
    "Filed",
    "Finding",
    "Item",
    "Shelf",
    "Sources",
    "brief_at",
    "briefs_in",
    "counted",
    "items",
    "passed",
    "readable",
    "roles",
    "strays",
    "validate",
]
