"""Subjects by the names that sources have for them: “Optimus” of what a commission calls “Tesla Optimus”, “Mozilla
Public License 2.0” of MPL-2.0.

Read from titles and text alone, so that the gate finds the same without an index.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from generator import platforms
from generator.commission import Commission, Subject, versions
from generator.corpus import Document
from generator.evidence import attributing, first_words, naming, short_forms
from generator.language import text, tokens

COMMON = 0.1
"""Times that a word stands in small letters beside those in capitals (0 or more), from which it is no name: “Database”.
Set by hand, as is the next."""
ELSEWHERE = 0.25
"""Part of its places (0 to 1) behind another name than the maker's, from which it is no name alone: “North Korea”."""
OFTEN = 5
"""Times (1 and up) that documents say what is a part of what they are titled by, for that to be its name there."""
STEM = 4
"""Fewest characters of a Chinese name without its last ones, by which titles call what it names."""
TOLD = 10
"""Times (1 or more) that a document names a product which is not titled by it."""
HOME, LOOKED_AT = 3, 40
"""Fewest documents of a folder (1 or more) that name a subject, of so many that are looked at, for it to be its own."""
_PARTED = re.compile(r"\s+|(?<=[㐀-鿿])(?=[A-Z])")
_WORDS = re.compile(r"[-_]+")
"""What parts the words of a title that is but the name of a file."""
_FORE = re.compile(r"(?<![.。!?！？\n#*|“\"])[ \t](?P<name>[A-Z][a-z]+) $")


def parts(name: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to read a name as a maker's and its product's, the longest product first."""
    borders = [match.span() for match in _PARTED.finditer(name)]
    return tuple((name[:a], name[b:]) for a, b in borders if re.match(r"[A-Z][\w-]{3}|[㐀-鿿]{2}", name[b:]))


def named(commission: Commission, documents: Iterable[Document]) -> Commission:
    """Return the commission with its subjects called by their products too, where the documents are about these, by the
    names in full that titles and headings have for short ones, and by the folder that is theirs."""
    documents = tuple(documents)
    found = {s.name: next((p for m, p in parts(s.name) if _titled(m, p, documents)), "") for s in commission.subjects}
    names = [s.name for s in commission.subjects]
    for name in names:
        others = [other for other in names if other != name]
        found[name] = found[name] or next(
            (p for m, p in _pieces(name, documents) if _told_of(m, p, others, documents)), ""
        )
    spelt = {
        name: _spelt(name, full, [other for other in names if other != name], documents)
        for name, full in versions.spelt_out(tuple(names)).items()
    }
    homes = _homes(commission.subjects, documents)
    near = {s.name: _shorter(s, [other for other in names if other != s.name], documents) for s in commission.subjects}
    spelt = {name: (*spelt.get(name, ()), *homes.get(name, ()), *near[name]) for name in names}
    return called(commission, found, spelt)


def _shorter(subject: Subject, others: list[str], documents: tuple[Document, ...]) -> tuple[str, ...]:
    """Return what sources call a subject whose words in full none has: “chemical disinfectants” of “liquid chemical
    disinfectants and sterilants”; or none for a title: 植物新品种 of 植物新品种权."""
    name = subject.name
    if text.has_han(name):
        rest = name[:-1] if len(name) > max(STEM, len(name) // 2 + 1) else ""
        titled = not any(name in d.title for d in documents) and [d for d in documents if rest and rest in d.title]
        told = titled and any(_says(d, name) for d in titled) and not any(rest in other for other in others)
        return (rest,) if told else ()
    known = naming.known_as(subject)
    if any(known.search(d.title) or any(known.search(c.text) for c in d.chunks) for d in documents):
        return ()
    for half in re.split(r",? (?:and|or|&) ", name):
        words = half.split()
        for first in range(len(words) - 1):
            one = " ".join(words[first:])
            found = naming.pattern((one,))
            times = sum(len(found.findall(c.text)) for d in documents for c in d.chunks)
            if times >= OFTEN and not any(found.search(other) for other in others):
                return (one,)
    return ()


def _pieces(name: str, documents: tuple[Document, ...]) -> tuple[tuple[str, str], ...]:
    """Return the ways to read a Chinese name that no source has as what something is a part of and that part, the
    longest first: 劳工保险 and 老年给付."""
    if not re.fullmatch(f"[{text.HAN}]{{5,}}", name) or any(name in d.title or _says(d, name) for d in documents):
        return ()
    borders = [end for _, end in tokens.word_spans(name) if 2 <= end <= len(name) - 2]
    return tuple((name[:at], name[at:]) for at in borders)


def _told_of(whole: str, part: str, others: Iterable[str], documents: tuple[Document, ...]) -> bool:
    """Tell whether the documents titled by a whole speak of the part often, and no other side is called by it."""
    told = sum(_says(d, part) for d in documents if whole in d.title)
    return told >= OFTEN and not any(part in other for other in others)


def _says(document: Document, name: str) -> int:
    """Return how often a document says a name."""
    return sum(chunk.text.count(name) for chunk in document.chunks)


def _spelt(name: str, full: str, others: list[str], documents: tuple[Document, ...]) -> tuple[str, ...]:
    """Return the names in full and in short that sources have for one."""
    heads = short_forms.heads_of(documents)
    first = first_words.form(name, others, documents)
    return (*filter(None, (heads.full(full), first)), *heads.short(name, others))


def _homes(subjects: tuple[Subject, ...], documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Return for each subject the outermost folder whose documents name it, and hardly another, where no folder has its
    name: basecamp-handbook/ of 37signals."""
    folders: dict[str, list[Document]] = {}
    for document in documents:
        first, *rest = PurePosixPath(document.path).parts
        if rest:
            folders.setdefault(first, []).append(document)
    named = {folder: attributing.placed(f"{folder}/-", subjects) for folder in folders}
    found: dict[str, tuple[int, str]] = {}
    for folder, own in sorted(folders.items()) if len(subjects) > 1 and len(folders) > 1 else ():
        if named[folder]:
            continue
        told = ["\n".join(chunk.text for chunk in one.chunks) for one in own[:LOOKED_AT]]
        counts = [sum(naming.known_as(one).search(words) is not None for words in told) for one in subjects]
        most = max(range(len(subjects)), key=counts.__getitem__)
        one = subjects[most]
        its = counts[most] >= max(HOME, attributing.ALONE * sum(counts))
        if its and not any(one in held for held in named.values()):
            found[one.name] = max(found.get(one.name, (0, "")), (counts[most], folder))
    return {name: (folder,) for name, (_, folder) in found.items()}


def called(commission: Commission, products: dict[str, str], spelt: dict[str, tuple[str, ...]]) -> Commission:
    """Return the commission with its subjects, by their names, called by these products, "" where one has none, and by
    these names in full or in short.

    A product that could be another subject's name calls none. The maker's other names speak for all it makes, so they
    are left off where a product is known.
    """
    known = [product.casefold() for product in products.values()]
    known += [name.casefold() for s in commission.subjects for name in (s.name, *s.aliases)]
    others = {s.name: " ".join(o.name for o in commission.subjects if o is not s) for s in commission.subjects}
    mine = {n: p for n, p in products.items() if p and not naming.pattern((p,)).search(others.get(n, ""))}
    sides = (_called(s, mine[s.name], known) if mine.get(s.name) else s for s in commission.subjects)
    return replace(
        commission,
        subjects=tuple(replace(s, aliases=tuple(dict.fromkeys((*s.aliases, *spelt.get(s.name, ()))))) for s in sides),
    )


def _called(subject: Subject, product: str, known: list[str]) -> Subject:
    if known.count(product.casefold()) > 1:
        return subject
    maker = platforms.find(subject.name.removesuffix(product).strip())
    aliases = tuple(name for name in subject.aliases if not (maker and platforms.find(name) is maker))
    return replace(subject, aliases=(*aliases, product) if product not in aliases else aliases)


def _titled(maker: str, product: str, documents: tuple[Document, ...]) -> bool:
    """Tell whether documents are titled by a product without its maker, of whom they speak, and it is a name there."""
    whole, alone, of = naming.pattern((f"{maker} {product}",)), naming.pattern((product,)), naming.pattern((maker,))
    bare = {d.path: whole.sub("", d.title) for d in documents}
    about = [d for d in documents if alone.search(bare[d.path]) or alone.search(whole.sub("", _spaced(bare[d.path])))]
    about = about or [d for d in documents if of.search(d.title) and _tells(d, alone)]
    told = "\n".join(chunk.text for document in about for chunk in document.chunks)
    return (
        bool(about) and of.search(told) is not None and not _common(product, told) and not _foreign(maker, alone, told)
    )


def _spaced(title: str) -> str:
    return _WORDS.sub(" ", title)


def _tells(document: Document, product: re.Pattern[str]) -> bool:
    """Tell whether a document names a product again and again: a review that its maker's short name for it titles."""
    return sum(len(product.findall(chunk.text)) for chunk in document.chunks) >= TOLD


def _common(product: str, told: str) -> bool:
    """Tell whether a product's words stand there in small letters as well."""
    low = product.lower()
    written = len(re.findall(rf"(?<!\w){re.escape(product)}", told, re.A))
    small = rf"(?<![\w/.-]){re.escape(low)}(?![/-])"  # in an address or the name of a file it says nothing
    return low != product and len(re.findall(small, told, re.A)) > COMMON * written


def _foreign(maker: str, alone: re.Pattern[str], told: str) -> bool:
    """Tell whether it stands often behind another name, inside a sentence."""
    places = [match.start() for match in alone.finditer(told)]
    before = [_FORE.search(told, max(0, at - 40), at) for at in places]
    return sum(match is not None and match["name"] not in maker for match in before) > ELSEWHERE * len(places)
