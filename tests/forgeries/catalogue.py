"""All forgeries and all harmless edits, by name."""

from tests.forgeries import documents, front, harmless, place, record, refreshed, sentence
from tests.forgeries.pair import Forgery

FORGERIES: tuple[Forgery, ...] = (
    *sentence.forgeries(), *front.forgeries(), *place.forgeries(), *documents.files(), *record.forgeries(), *refreshed.forgeries(), *documents.corpus(),
)  # fmt: skip
"""In the order of their kinds; names are unique within a kind."""
HARMLESS: tuple[Forgery, ...] = tuple(harmless.forgeries())
