"""A subject of a commission: what is compared or told of, and where it is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.commission.clauses import Span
from generator.commission.phrases import Found

LONGEST_NAME = 60
"""Characters; what is longer is a clause, not a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One side of the comparison."""

    name: str
    """As the report calls it; "" until `commission.resolve` learns it from the document or the image."""
    origin: str
    """Where it is named: "text", "document", "image"; "asserted": a person said what the image shows."""
    words: str
    """The words of the commission that name it or point to it."""
    aliases: tuple[str, ...] = ()
    """Other names to look for in the sources."""
    classes: tuple[str, ...] = ()
    """Words that may widen a search; never evidence."""
    resolved: bool = True
    """False: the name is not known yet."""


def subject_at(flat: str, span: Span) -> Found[Subject]:
    """Return the subject that the flattened text names there."""
    name = flat[slice(*span)]
    return Found(value=Subject(name=name, origin="text", words=name), start=span[0], end=span[1])


def names_of(found: Iterable[Found[Subject]]) -> tuple[str, ...]:
    """Return the names of subjects that were found."""
    return tuple(one.value.name for one in found)
