"""What may stand: every rule that a brief must keep, judged against the corpus and nothing else.

`make brief`, `make check`, the site and CI all call `validate`. `support` says what it means that a span supports a
sentence, `rewording` and `retelling` judge other words than the source's, `shelf` finds what is to be checked and
against what, `reports` says what was found. It does not know who wrote a brief, nor how it looks on a page.
"""

from generator.gate.validation import RULES, Finding, Sources, passed, validate

__all__ = ["RULES", "Finding", "Sources", "passed", "validate"]
