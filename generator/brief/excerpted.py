"""What stands before an excerpt: where its source has it, or of whom it speaks."""

from generator.brief import wording
from generator.commission import Subject
from generator.evidence import kept, naming
from generator.evidence.excerpts import Excerpt
from generator.evidence.sides import FOREMOST
from generator.language import tokens

_STATE = "中华人民共和国"
"""What the title of a law has before the name by which all call it."""


def leads(script: str, title: str, excerpt: Excerpt, said: str, side: Subject | None) -> tuple[str, ...]:
    """Return the words that may stand before what an excerpt says (`said`), the longest way first: title and place of
    its source; the side that it speaks of and its heading; the side alone, where the heading says no more than the
    excerpt; nothing, where moreover the side opens it. Of no side, nothing may stand before what a document opens with.
    Only the first is left where the title says that the document is on a plan, a proposal or another time.

    `title` of its document.
    """
    if excerpt.article:
        return articles(script, title, excerpt.article, side)
    heading = excerpt.under(f"{title} {said}")
    where = wording.headed(script, heading)
    full = wording.placed_lead(script, title, where) if heading else wording.opened_lead(script, title)
    if kept.otherwise(naming.known_as(side).sub(" ", title) if side else title):
        return (full,)
    if side is None:
        return (full,) if heading else (full, "")
    names = " ".join((side.name, *side.aliases))
    named = (wording.answered_lead(script, side.name, excerpt.under(f"{names} {said}")),) if heading else ()
    alone = wording.whose_lead(script, side.name)
    more = set(tokens.content_tokens(heading)) - set(tokens.tokens(f"{names} {said}"))
    if excerpt.bound or len(excerpt.above) > 1 or more:
        return (full, *named)
    opens = naming.foremost(said, naming.known_as(side), FOREMOST)
    return (full, *named, alone, *([""] if opens else []))


def articles(script: str, title: str, article: str, side: Subject | None) -> tuple[str, ...]:
    """Return the words that may stand before what an article of a law says: the law's title and its number, or the name
    of the side, where the title is that behind the state's: 《著作权法》第三条 of 《中华人民共和国著作权法》."""
    names = (title, *([side.name] if side and title == f"{_STATE}{side.name}" else []))
    return tuple(dict.fromkeys(wording.placed_lead(script, name, article) for name in names))
