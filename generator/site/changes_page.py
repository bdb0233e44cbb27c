"""The page that says what changed in a brief between its versions: sentences and the evidence that they rest on."""

from dataclasses import dataclass

from generator.brief.ledger import Entry
from generator.site.markup import block, bullets, clean, esc, front_matter, heading, link, page, relative
from generator.site.walk import Walk
from generator.site.words import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What happened to one sentence: its entries in the ledgers before and after, None where it was not there."""

    old: Entry | None
    new: Entry | None

    @property
    def kind(self) -> str:
        """ "added", "removed", "reworded" or "rested" (it says the same and rests on something else)."""
        if self.old is None or self.new is None:
            return "added" if self.old is None else "removed"
        return "rested" if clean(self.old.text) == clean(self.new.text) else "reworded"

    @property
    def lost(self) -> tuple[str, ...]:
        """Quotations that it rested on before and no longer does, plain text."""
        return _without(self.old, self.new)

    @property
    def gained(self) -> tuple[str, ...]:
        """Quotations that it rests on and did not before, plain text."""
        return _without(self.new, self.old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The way from one version of a brief to the next."""

    before: str
    """Day of the older version, YYYY-MM-DD."""
    after: str
    """Day of the newer one."""
    changed: tuple[Changed, ...]


KINDS = ("added", "removed", "reworded", "rested")
"""In the order of the page; keys of the words of the interface."""


def path(walk: Walk) -> str:
    """Return the staged path of the brief's page of changes."""
    return f"changes/{walk.stem}.md"


def render(walk: Walk, steps: tuple[Step, ...]) -> str:
    """Return the staged Markdown of the page; `steps` newest first."""
    words = WORDS[walk.language]
    title = f"{words['changes']}{words['colon']}{clean(walk.brief.title)}"
    parts = [
        heading(1, title, "top"),
        block("p", "more", link(relative(path(walk), walk.path), esc(words["to_brief"]))),
        block("p", "lead", esc(words["changes_intro"])),
    ]
    here = {one.anchor for one in walk.stated}
    for number, (step, name) in enumerate(zip(steps, _names(steps, words["nth_change"]), strict=True), 1):
        parts.append(heading(2, name, f"step-{number}"))
        for kind in KINDS:
            listed = list({_same(one): one for one in step.changed if one.kind == kind}.values())
            if listed:
                parts.append(heading(3, f"{words[kind]} ({len(listed)})", f"step-{number}-{kind}"))
                parts.append(bullets((_told(walk, one, here) for one in listed), "changed"))
    extra = {"hide": ["navigation"], "body": "changes", "shared": walk.shared}
    front = front_matter(title, words["changes_intro"], walk.language, **extra)
    return page(front, parts)


def _names(steps: tuple[Step, ...], nth: str) -> list[str]:
    """Return the days of each step, and which change of that day it is where there are several."""
    days = [step.after if step.before == step.after else f"{step.before} → {step.after}" for step in steps]
    return [nth.format(day=day, n=days[at:].count(day)) if days.count(day) > 1 else day for at, day in enumerate(days)]


def _same(one: Changed) -> tuple[object, ...]:
    """Return what a reader sees of a change: the text and a table may say the same."""
    return one.old and clean(one.old.text), one.new and clean(one.new.text), one.lost, one.gained


def _told(walk: Walk, one: Changed, here: set[str]) -> str:
    """Return a sentence before and after, and the quotations that came and went; what still stands is a link."""
    words = WORDS[walk.language]
    said = ""
    if one.old and one.kind != "rested":
        said += block("p", "", block("del", "", esc(one.old.text)))
    if one.new:
        text = esc(one.new.text) if one.kind == "rested" else block("ins", "", esc(one.new.text))
        linked = link(relative(path(walk), walk.path, one.new.id), text) if one.new.id in here else text
        said += block("p", "", linked)
    if one.old and one.new:
        for name, quotes in (("lost", one.lost), ("gained", one.gained)):
            said += "".join(block("p", "small", f"{esc(words[name])}{words['colon']}{esc(text)}") for text in quotes)
    return said


def _without(entry: Entry | None, other: Entry | None) -> tuple[str, ...]:
    held = {clean(span.quote) for span in other.supports} if other else set()
    own = [clean(span.quote) for span in entry.supports] if entry else []
    return tuple(dict.fromkeys(text for text in own if text not in held))
