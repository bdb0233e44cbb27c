"""All forgeries and all harmless edits, by name."""

from tests.forgeries import excerpt, front, harmless, hidden, place, record, refreshed, sentence, sources
from tests.forgeries.pair import Forgery

FORGERIES: tuple[Forgery, ...] = (
    *sentence.forgeries(), *excerpt.forgeries(), *front.forgeries(), *place.forgeries(), *hidden.forgeries(), *record.forgeries(), *refreshed.forgeries(), *sources.forgeries(),
)  # fmt: skip
"""In the order of their kinds; names are unique within a kind."""
HARMLESS: tuple[Forgery, ...] = tuple(harmless.forgeries())
