"""The words that a brief adds to its sources, from one closed list (`data/wording.yml`).

The writer takes framing, connectives and sentences about the brief itself from here; the validator writes the
same sentences from the front matter and accepts no others.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import Any

from generator import files, yaml_text
from generator.brief import citation, gathered, outline
from generator.brief.citation import Citation
from generator.commission import roles
from generator.commission.sections import is_asked
from generator.corpus import locators
from generator.corpus.locators import Locator
from generator.language import boundaries, scripts, text, tokens

DATA = files.DATA / "wording.yml"


OF_ALL = ("source", "absent", "unsaid", "unnamed", "look")
"""Codes of gaps that only all documents of a corpus can tell."""
SHORTEST = {"字": 600, "words": 350}
"""Greatest length below which it says no more of itself than what it is about and what was searched."""
NARROW = {"字": 130, "words": 75}
"""Greatest length for each section (1 and up), in the commission's unit, below which the same holds. Set by hand."""


@cache
def words(script: str) -> Mapping[str, Any]:
    """Return the list for "zh" or "en", or in the characters of a script (`scripts.of`)."""
    found = yaml_text.load(DATA.read_text(encoding="utf-8"), str(DATA))
    return found[script] if script in found else scripts.made_all(found["zh"], script)


def written(front: Mapping[str, Any]) -> str:
    """Return the script of a brief: "zh", "zh-Hant" or "en"."""
    return scripts.of(front["commission"]["language"], front["commission"]["query"])


def fill(template: str, script: str, **slots: object) -> str:
    """Fill the template; in Chinese a space sets off Latin words from Han characters."""
    filled = " ".join(template.format(**slots).split())
    return text.space(filled) if script != "en" else filled


def listing(names: Sequence[str], script: str) -> str:
    """Join names as the language does: "甲、乙与丙", "A, B and C"."""
    comma, last = words(script)["list"]
    return comma.join(names[:-1]) + last + names[-1] if len(names) > 1 else "".join(names)


def topic(title: str, script: str) -> str:
    """Return what a section is about: its title without the words for comparing."""
    if script != "en":
        bare = re.sub(r"[（(][^）)]*[）)]", "", title)
        plain = tokens.simplify_each(bare)
        plain = re.sub(r"(?:的)?(?:对比|比较|对照|差异|异同|区别)?(?:分析|研究)?$", "", plain)
        plain = re.sub(r"(?:的)?(?:对比|比较|对照|差异|异同|区别)$", "", plain)
        bare = bare[: len(plain)]
    else:
        bare = re.sub(r"(?i)^(?:a )?comparison(?: of (?:the )?|: ?)|^comparing |^differences? (?:in|of) ", "", title)
        bare = re.sub(r"(?i)[:,]? (?:comparison|compared|differences?)$", "", bare)
        bare = bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare
    return (bare.strip() if roles.role(title, 1) != "abstract" else "") or words(script)["topic_bare"]


def names(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the subjects, in the commission's order."""
    return tuple(str(subject["name"]) for subject in front["commission"]["subjects"])


def sides(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the subjects that are set against each other; () where the brief is about one."""
    found = names(front)
    return found if len(found) > 1 else ()


def is_terse(front: Mapping[str, Any]) -> bool:
    """Tell whether the length asked for leaves little room: then a brief says of itself, and of what was not found,
    only what must be said; how it was searched stands in its front matter alone."""
    length, sections = front["commission"]["length"], front["commission"].get("sections", ())
    most, unit = length.get("max"), length["unit"]
    if not isinstance(most, int) or unit not in SHORTEST:  # a page is made of any committed file, a red one too
        return False
    return most < SHORTEST[unit] or most < NARROW[unit] * len(sections)


LISTED = 6
"""Axes (1 or more) that an introduction lists, at most."""


def about(front: Mapping[str, Any], role: str, *, first: bool) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
    """Return the sentences about the brief itself that belong into its introduction or method section, and into the
    `first` of all, whatever its role: on whom of those that were asked about it holds nothing."""
    script = written(front)
    table = words(script).get(role, {})
    found: list[tuple[str, tuple[Citation, ...]]] = []
    shortest = is_terse(front)
    modelled = front["writer"]["name"] == "llm"

    def say(key: str, *citations: Citation, **slots: object) -> None:
        found.append((fill(table[key], script, **slots), citations))

    left = _left(front, script)
    found += [(words, ()) for words in left if first]
    if role == "introduction":
        subjects, axes = names(front), tuple(front["commission"].get("axes", ()))
        if not sides(front) and any(map(is_asked, axes)):
            key, axes = "scope_asked", tuple(fill(table["asked"], script, axis=axis) for axis in axes)
        else:
            if any(map(is_asked, axes)) or len(axes) > LISTED:  # questions are the headings, and no words of a sentence
                axes = ()
            key = ("scope" if axes else "scope_bare") + ("" if sides(front) else "_one")
        if not (first and left):  # which says what was asked
            say(key, subjects=listing(subjects, script), axes=listing(axes, script))
        for logo in front.get("logos", ()):
            image = Citation(kind="image", title=logo["image"])
            if logo["verdict"] in ("asserted", "named"):
                say("asserted" if logo["verdict"] == "asserted" else "logo", image, name=logo["name"])
    if role == "method":
        evidence, corpus = front["evidence"], front["corpus"]
        say("corpus", cited=evidence["cited"], **{key: corpus[key] for key in ("documents", "zh", "en")})
        for source in front["sources"]:
            if source["kind"] == "document":
                pages = source.get("page_count")
                start = citation.attached(source["file"], source.get("first_page", 1 if pages else None), 1)
                say("document" if pages else "document_plain", start, title=source["title"], pages=pages)
        if not shortest and (first := evidence.get("earliest")) and (last := evidence["latest"]):
            say("dates" if first != last else "date", earliest=first, latest=last)
        if not shortest and evidence.get("foreign") and not abroad(front):
            paged = all(s.get("page_count") for s in front["sources"] if s["kind"] == "document")
            how = table["paged" if paged else "paged_some"]
            say("foreign_model" if modelled else "foreign", attachments=how)
    if role == _promised(front):
        found += [(words, ()) for words in _original(front)]
        found += [(words, ()) for words in _promise(front, script, modelled=modelled, shortest=shortest)]
    return tuple(found)


def _left(front: Mapping[str, Any], script: str) -> tuple[str, ...]:
    """Return the sentences that say of which subjects no source tells, those that none names before the others."""
    kinds = ("unnamed", "unsaid")
    lacking = {code: [gap["subject"] for gap in front.get("gaps", ()) if gap["code"] == code] for code in kinds}
    query, rest = front["commission"]["query"], names(front)
    asked = sorted((*(name for code in kinds for name in lacking[code]), *rest), key=query.find)
    return tuple(
        fill(
            words(script)["left"][code],
            script,
            all=listing(asked, script), subject=listing(lacking[code], script), rest=listing(rest, script),
        )
        for code in kinds if lacking[code]
    )  # fmt: skip


def abroad(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return on what the sources are in another language, all or nearly all: then a brief is made of quotations."""
    return tuple(gap["subject"] for gap in front.get("gaps", ()) if gap["code"] == "language")


def _original(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the sentence that says that such sources stand in the original, () where it is not so."""
    if not (subjects := abroad(front)):
        return ()
    script, modelled = written(front), front["writer"]["name"] == "llm"
    key = "original_model" if modelled else "original"
    return tuple(fill(words(script)["promise"][key], script, subject=subject) for subject in subjects)


def _promised(front: Mapping[str, Any]) -> str:
    """Return the role of the section that says what a citation means."""
    roles = [section["role"] for section in front["commission"]["sections"]]
    return "method" if "method" in roles else "introduction"


def _promise(front: Mapping[str, Any], script: str, *, modelled: bool, shortest: bool) -> tuple[str, ...]:
    """Return the sentences that say where every statement comes from, and what that is worth."""
    table, edited = words(script)["promise"], front["evidence"].get("edited", 0)
    key = "promise_model" if modelled else "promise_edited" if edited else "promise"
    said = fill(table[key], script, edited=edited)
    if shortest:
        return () if key == "promise" else (said,)
    return said, table["limits"]


def gaps(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the gap list as sentences; where it is empty, the sentence that says what was answered, and no more."""
    if lacking := _lacking(front):
        return lacking
    script = written(front)
    return (fill(_gap_words(front)["gap_none"], script, subjects=listing(names(front), script)),)


def gap_heading(front: Mapping[str, Any]) -> str:
    """Return the heading above the gap list, which says what is covered where nothing is listed as lacking."""
    return str(words(written(front))["gap_heading" if _lacking(front) or is_terse(front) else "covered_heading"])


def gap_headings(script: str) -> frozenset[str]:
    """Return the headings that may stand above a gap list."""
    return frozenset(str(words(script)[key]) for key in ("gap_heading", "covered_heading"))


def too_short(front: Mapping[str, Any]) -> str:
    """Return the sentence that says that a brief is shorter than it was asked to be, "" where none does. It is no part
    of what was asked for, and does not count."""
    gap = next((gap for gap in front.get("gaps", ()) if gap["code"] == "length"), None)
    table = words(written(front))
    said = table["gaps_short"]["gap_length"] if is_terse(front) else table["gap_length"]
    return fill(said, written(front), **gap) if gap else ""


def _lacking(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a brief does not answer, as sentences."""
    script, table = written(front), _gap_words(front)
    unlisted = ("language", "look") if _is_listed_short(front) else ("language",)
    listed = front.get("gaps", ())
    lacking = [gap for gap in listed if gap["code"] not in unlisted and not _told_by_section(gap, listed, front)]
    roles = {section["role"] for section in front["commission"]["sections"]}
    found = tuple(
        fill(table[f"gap_{gap['code']}"], script, **({"searched": "–"} | gap))  # older briefs do not say
        for gap in gathered.together(lacking, partial(listing, script=script))
    )
    return found if _promised(front) in roles else (*found, *_original(front))


def _gap_words(front: Mapping[str, Any]) -> Mapping[str, Any]:
    table = words(written(front))
    return table | table["gaps_short"] if _is_listed_short(front) else table


def _is_listed_short(front: Mapping[str, Any]) -> bool:
    """Tell whether the gap list has no more words than it must: where a model writes, long ones took the room of what
    readers missed."""
    return is_terse(front) or front.get("writer", {}).get("name") == "llm"


def _told_by_section(gap: Mapping[str, Any], listed: Iterable[Mapping[str, Any]], front: Mapping[str, Any]) -> bool:
    """Tell whether a gap is an axis whose own section is listed as one in which nothing is quoted, on any side; or, in
    a short list, a point of a section that is listed."""
    if gap["code"] == "point" and _is_listed_short(front):
        return any(one["code"] in ("section", "side") and one["section"] == gap["section"] for one in listed)
    if gap["code"] != "axis":
        return False
    script, asked = written(front), _plain(gap["axis"])
    silent: dict[str, int] = {}
    for other in listed:
        if other["code"] in ("section", "side"):
            title = str(other["section"])
            silent[title] = silent.get(title, 0) + (len(names(front)) if other["code"] == "section" else 1)
    return any(
        asked in (_plain(title), _plain(topic(title, script))) and number >= len(names(front))
        for title, number in silent.items()
    )


def _plain(title: str) -> str:
    return tokens.simplify(title).casefold().strip()


def of_all(front: Mapping[str, Any]) -> frozenset[str]:
    """Return the sentences that say something of all documents of the corpus: how many they are, and what none of them
    speaks of. Who has not read them all cannot check these."""
    unspoken = [gap for gap in front["gaps"] if gap["code"] in OF_ALL]
    told = (*_left(front, written(front)), about(front, "method", first=False)[0][0])
    return frozenset((*told, *(gaps({**front, "gaps": unspoken}) if unspoken else ())))


def framing(front: Mapping[str, Any], title: str, role: str, told: int) -> tuple[str, ...]:
    """Return the sentence that stands in a section where no source speaks, () elsewhere.

    `told`: its passages and the rows of its tables of what sources say.
    """
    script, compared = written(front), sides(front)
    if told:
        return ()
    table = words(script)
    closing = [section["title"] for section in front["commission"]["sections"] if section["role"] == "conclusion"]
    decides = compared and (title in closing[-1:] or outline.chooses(title))
    said = table["closing_decide" if decides else "nothing"]
    return (fill(said, script, all=listing(compared, script)),)


def framings(front: Mapping[str, Any], title: str) -> frozenset[str]:
    """Return every sentence that may open a section of that title."""
    return frozenset(words for role in ("body", "conclusion") for words in framing(front, title, role, 0))


def table_head(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the first row of the table that sets side against side."""
    return (words(written(front))["table_corner"], *names(front))


def respects(script: str, label: str) -> tuple[str, ...]:
    """Return what the label of a row of facts may stand for: itself, and without the words for another source."""
    before, after = words(script)["other_source"].split("{label}")
    return (label, *((label.removesuffix(after).removeprefix(before),) if label.endswith(after) else ()))


def figures_head(script: str) -> tuple[str, ...]:
    """Return the first row of a table of key figures: whose, how much, in whose words."""
    return tuple(words(script)["figures_head"])


def aspects(front: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words that stand in the first column of that table, in order."""
    return tuple(map(str, front.get("aspects", ())))


def goes_on(script: str) -> tuple[str, str]:
    """Return the words before and after a quotation that stands right behind another from the same source."""
    before, after = words(script)["attribution_more"].split("{quote}")
    return before, after


def attribution(script: str, title: str, page: Locator | None) -> tuple[str, str]:
    """Return the words before and after a quotation from a source."""
    kind = "attribution" if page is None else "attribution_page" if isinstance(page, int) else "attribution_place"
    before, after = words(script)[kind].split("{quote}")
    told = "" if page is None else str(page) if isinstance(page, int) else locators.said(page, script)
    return before.replace("{title}", title).replace("{page}", told), after


def class_lead(script: str, group: str) -> str:
    """Return the words that say that a sentence speaks of a class, or of what its heading names."""
    lead = words(script)["class"].replace("{group}", group)
    return text.space(lead) if script != "en" else lead


def judged_lead(script: str) -> str:
    """Return the words that say that what follows is someone's judgement and no statement of a source."""
    return words(script)["judged"]


def placed_lead(script: str, title: str, place: str) -> str:
    """Return the words that say in which article of a law, or below which heading, a source has a statement."""
    lead = words(script)["placed"].replace("{title}", title).replace("{place}", place)
    return text.space(lead) if script != "en" else lead


def opened_lead(script: str, title: str) -> str:
    """Return the words that say which document opens with what follows."""
    lead = words(script)["opening"].replace("{title}", title)
    return text.space(lead) if script != "en" else lead


def whose_lead(script: str, side: str) -> str:
    """Return the words that say of whom an excerpt speaks."""
    whose = side if script != "en" or boundaries.opens_small(side) else text.capital(side)
    lead = words(script)["whose"].replace("{side}", whose)
    return text.space(lead) if script != "en" else lead


def headed(script: str, heading: str) -> str:
    """Return a heading as a place in a source."""
    return words(script)["headed"].replace("{heading}", heading)


def steps_lead(script: str, title: str, heading: str, *, ordered: bool, part: str) -> str:
    """Return the words that say whose steps or advice follow: all of them, the first, or further ones (`part`: "whole",
    "first", "more"); `heading` above them, "" for none that says more than that."""
    said = words(script)["steps" if ordered else "advice"]
    source = said["below" if heading else "source"].replace("{title}", title).replace("{heading}", heading)
    lead = source + said[part]
    return text.space(lead) if script != "en" else lead


def answered_lead(script: str, side: str, question: str) -> str:
    """Return the words that say which question of a source a statement about a side answers."""
    whose = side if script != "en" or boundaries.opens_small(side) else text.capital(side)
    lead = words(script)["answered"].replace("{side}", whose).replace("{question}", question)
    return text.space(lead) if script != "en" else lead


def class_cell(script: str, group: str) -> str:
    """Return the words that say in a cell of a table that it speaks of a class."""
    return words(script)["class_cell"].format(group=group)


def leads(script: str, groups: Sequence[str]) -> tuple[str, ...]:
    """Return every lead that may stand before a sentence whose evidence names these classes, longest first."""
    connectives = ("", *words(script)["connective"])
    classes = ("", *(class_lead(script, group) for group in groups))
    return tuple(sorted({a + b for a, b in product(connectives, classes)} - {""}, key=lambda lead: (-len(lead), lead)))
