"""The part of a review about what changed beside the briefs: what the gate allows, their sources, strays."""

from collections.abc import Mapping

from generator.review.comparing import Edit
from generator.review.gathering import Around, Bearing, Touched
from generator.review.marks import Link, became, folded, linked, plain

Words = Mapping[str, str]
FEW = 6
"""Lines up to which the changes of a file that nobody cites stand open."""
SITE_LINES = 12
"""Lines shown of each file that the site is made with; of program files only how many changed."""


def ruling(around: Around, cap: int, link: Link, words: Words) -> list[str]:
    """Return what changed of the files that say what the gate allows; this stands at the top."""
    lines = _list(words["ruling"], around.ruling, cap, link, words)
    if lines:
        lines += [words["ruled"].format(base=plain(around.ruled)), ""]
    return lines + [line for fault in around.faults for line in (f"- [ ] `policy`{words['colon']}{plain(fault)}", "")]


def bearing(around: Around, cap: int, link: Link, words: Words) -> list[str]:
    """Return the files that decide what readers see or what is checked, and each other one; this stands next."""
    lines = []
    for group in dict.fromkeys(one.group for one in around.bearing):
        own = [one for one in around.bearing if one.group == group]
        lines += [f"### {words[f'bearing_{group}']}", "", words[f"bearing_{group}_why"], ""]
        if group == "site":
            lines += [line for one in own[:cap] for line in _touched(one.touched, min(cap, SITE_LINES), link, words)]
        else:
            lines += [_counted(one, link, words) for one in own[:cap]]
        lines += [f"- {words['more'].format(n=len(own) - cap)}", ""] if len(own) > cap else [""]
    return lines


def _counted(one: Bearing, link: Link, words: Words) -> str:
    name = linked(one.touched.path, link(one.touched.path, 0) if one.touched.kind != "gone" else "")
    came, went = one.lines
    return f"- **{words[one.touched.kind]}** {name}" + (f" +{came} −{went}" if any(one.lines) else "")


def rest(around: Around, cap: int, link: Link, words: Words) -> list[str]:
    """Return what changed of sources and of files that do not belong where they lie."""
    strays = _list(words["strays"], around.strays, cap, link, words)
    return [*strays, *_list(words["sources"], around.sources, cap, link, words)]


def _list(head: str, touched: tuple[Touched, ...], cap: int, link: Link, words: Words) -> list[str]:
    if not touched:
        return []
    shown = [line for one in touched[:cap] for line in _touched(one, cap, link, words)]
    more = [f"- {words['more'].format(n=len(touched) - cap)}", ""] if len(touched) > cap else []
    return [f"### {head}", "", *shown, *more]


def _touched(one: Touched, cap: int, link: Link, words: Words) -> list[str]:
    name = linked(one.path, link(one.path, 0) if one.kind != "gone" else "")
    citing = [(plain(who.path.as_posix()), len(who.texts)) for who in one.citing if who.texts]
    cites = words["comma"].join(words["cites"].format(path=path, n=count) for path, count in dict.fromkeys(citing))
    what = words["renamed"].format(path=plain(one.was)) if one.was else words[one.kind]
    said = [f"**{what}** {name}" + (f" – {cites}" if cites else "")]
    if not one.edits and not one.was:
        said += [f"  - {words['bytes'].format(old=one.digests[0] or '–', new=one.digests[1] or '–')}"]
    said[0] = f"- {said[0]}"
    if one.kind == "new" and cites:
        said.append(f"  - {words['cited_at_once']}")
        said += [f"    - {plain(text)}" for who in one.citing for text in who.texts[:cap]]
    beside = dict(one.cited)
    order = sorted(range(len(one.edits)), key=lambda number: number not in beside)
    listed = [_sentence(one.edits[number], beside.get(number, ""), link, one.path, words) for number in order]
    if not listed:
        return [*said, ""]
    top = [line for item in listed[: len(beside)][:cap] for line in item]
    left = [line for item in listed[len(beside) :][:cap] for line in item]
    hidden = len(listed) - min(len(beside), cap) - min(len(listed) - len(beside), cap)
    more = [f"- {words['more'].format(n=hidden)}"] if hidden else []
    if not one.citing and len(left) <= FEW:
        return [*said, *top, *(f"  {line}" for line in [*left, *more]), ""]
    inside = folded(f"{plain(one.path)}{words['colon']}{len(left) and len(listed) - len(beside)}", [*left, *more])
    return [*said, *top, "", *(inside if left or more else [])]


def _sentence(edit: Edit, beside: str, link: Link, path: str, words: Words) -> list[str]:
    line = edit.new or edit.old
    assert line is not None
    where = linked(words["line"].format(n=line.number), link(path, line.number) if edit.new else "")
    mark = ""
    if beside:
        own = beside in {one.text for one in (edit.old, edit.new) if one}
        mark = f" {words['cited_sentence'] if own else words['beside'].format(said=plain(beside))}"
    told = said(edit, f"- {where} {words[f'edit_{edit.kind}']}{mark}{words['colon']}", words)
    return [*told, f"  - {place}"] if (place := came_from(edit, words)) else told


def said(edit: Edit, head: str, words: Words) -> list[str]:
    """Return what a line says, behind `head`: where it changed, with what it said before."""
    if edit.kind == "changed" and edit.old and edit.new:
        first, *more = became(edit.old.text, edit.new.text, words)
        return [head + first, *more]
    line = edit.new or edit.old
    assert line is not None
    return [head + plain(line.text)]


def came_from(edit: Edit, words: Words) -> str:
    """Return where a line that moved stood before, "" for another."""
    if edit.kind != "moved" or not edit.old:
        return ""
    return words["moved_from"].format(old=edit.old.number, heading=plain(edit.old.under))
