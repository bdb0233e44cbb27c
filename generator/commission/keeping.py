"""Whether the names that the words around them make subjects stay, or make place for those that the corpus has.

What a person names counts more than what titles hold: plain words that head a document replace no name that the corpus
knows, and are added to names only as names are.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from generator.commission import corpus_led, terms
from generator.commission.coordinated import Lookup, Way
from generator.commission.phrases import Found
from generator.commission.subject import Subject, names_of, subject_at

KNOWN = 0.25
"""What the corpus says for a name (0 to about 2) from which it knows it. Set by hand."""
LIKE = 0.6
"""The same for a plain word that is added to names, as a share (0 and up) of what it says for those. Set by hand."""
_NAME = re.compile(r"(?:[A-Za-z][\w.+#-]*)(?: [A-Z\d][\w.+#-]*){0,3}|[㐀-鿿]{2,4}")
"""A word, or several with capitals: what a frame finds may be a clause."""


def are_as_good(flat: str, subjects: Way, others: Way, occurs: Lookup, *, joined: bool, comparing: bool) -> bool:
    """Tell whether the names that the frames found stay: others take their place only where the corpus knows one of
    these too little, or where they are the same, cut or grown, with more names beside them."""
    names, best = names_of(subjects), names_of(others)
    if not names or any(corpus_led.is_left_out(flat, (one.start, one.end)) for one in subjects):
        return False
    told = [name for name in names if occurs(name).told]
    fit = bool(told) and all(name in told or _NAME.fullmatch(name) for name in names)
    if len(names) == len(best) and all(a in b or b in a for a, b in zip(names, best, strict=True)):
        return supported(names, occurs) >= supported(best, occurs)
    if len(best) < len(names) and all(any(one in name or name in one for name in names) for one in best):
        return fit
    if all(any(one in more for more in best) for one in names):
        return not adds(flat, subjects, others, occurs)
    if not told and all(map(_NAME.fullmatch, names)):
        return len(names) > 1  # the commission names what the corpus does not know
    known = [one for one in subjects if is_known(flat, one, occurs)]
    if joined and fit and (known or len(told) < len(names)):
        return True  # names that a person sets side by side, one perhaps their own
    if told and not all(is_known(flat, one, occurs) for one in others):
        return True
    if outdoes(flat, others, subjects):
        return False
    return len(known) == len(names) and (len(names) > 1 or len(best) < 2 or not comparing)


def are_joined(flat: str, subjects: Way) -> bool:
    """Tell whether names stand side by side in the text, each fit to be one."""
    between = [flat[one.end : other.start] for one, other in pairwise(subjects)]
    return all(map(corpus_led.BETWEEN.fullmatch, between)) and all(_may_name(flat, one) for one in subjects)


def parted_by_comma(flat: str, more: Way, subjects: Way) -> bool:
    """Tell whether what a comma alone parts from the subjects is added: "for a small boat, wood or steel"."""
    start, end = subjects[0].start, subjects[-1].end
    between = [flat[one.end : start] for one in more if one.end <= start]
    between += [flat[end : one.start] for one in more if one.start >= end]
    return any(words in (",", ", ") for words in between)


def supported(names: Iterable[str], lookup: Lookup) -> float:
    """Return what the corpus says for the name of several that it says least for."""
    return min((corpus_led.worth(lookup(name)) if terms.may_name(name) else 0.0 for name in names), default=0.0)


def is_known(flat: str, one: Found[Subject], lookup: Lookup) -> bool:
    """Tell whether the corpus knows a name as one: it heads a document, or is written as a name and told of."""
    held = lookup(one.value.name)
    if not _may_name(flat, one) or not held.told:
        return False
    return corpus_led.is_proper(flat, [(one.start, one.end)]) or corpus_led.worth(held) >= KNOWN and not held.asked


def _may_name(flat: str, one: Found[Subject]) -> bool:
    """Tell whether words may be a name; a plain word may with a capital within a sentence: "Rust and Go"."""
    return terms.may_name(one.value.name) or corpus_led.is_proper(flat, [(one.start, one.end)])


def adds(flat: str, subjects: Way, more: Way, lookup: Lookup) -> bool:
    """Tell whether what is added to names is known as one; beside several, it is joined to them or has a capital."""
    own = [one.value.name for one in subjects]
    added = [one for one in more if not any(name in one.value.name for name in own)]
    proper = all(corpus_led.is_proper(flat, [(one.start, one.end)]) for one in more)
    fit = len(own) < 2 or proper or are_joined(flat, more)
    least = LIKE * supported(own, lookup)
    return fit and all(
        is_known(flat, one, lookup)
        and (corpus_led.is_proper(flat, [(one.start, one.end)]) or corpus_led.worth(lookup(one.value.name)) >= least)
        for one in added
    )


def outdoes(flat: str, more: Way, subjects: Way) -> bool:
    """Tell whether names written with capitals stand side by side where plain words were taken for the subjects."""
    written = [corpus_led.is_proper(flat, [(one.start, one.end)]) for one in more]
    plain = not any(corpus_led.is_proper(flat, [(one.start, one.end)]) for one in subjects)
    return len(more) > 1 and all(written) and plain and are_joined(flat, more)


def named(body: str, names: tuple[str, ...]) -> Way:
    """Return names that a text holds, () where it does not hold each of them."""
    held = {term.name: term for term in terms.terms(body)}
    found = []
    for name in names:
        place = body.find(name)
        if place < 0 or (name.isascii() and name not in held):
            return ()
        found.append(subject_at(body, (place, place + len(name))))
    return tuple(found)
