"""Forged briefs: what a dishonest or careless author may do to a filed brief, its sources and its repository.

Each forgery changes files as such an author would, and keeps text, ledger, hashes and counts as consistent as a clever
one can. The gate has to refuse it; the review has to show it. Beside them stand harmless edits, which change no word.

    python -m tests.forgeries [--kind KIND] [--brief N] [--name PART] [--json]
"""

from tests.forgeries.catalogue import FORGERIES, HARMLESS
from tests.forgeries.pair import Forgery

__all__ = ["FORGERIES", "HARMLESS", "Forgery"]
