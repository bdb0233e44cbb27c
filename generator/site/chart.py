"""How the evidence is spread over sections and subjects: a table of figures with bars in SVG."""

from collections import Counter

from generator.site.markup import bar, block, clean, esc, heading, items, mapping
from generator.site.walk import Walk
from generator.site.words import WORDS


def by_section(walk: Walk) -> str:
    """Return the chart, "" when the ledger names no sides. A unit is one quoted span under one sentence."""
    counted: Counter[tuple[int, str]] = Counter()
    for stated in walk.stated:
        if stated.entry and stated.entry.side:
            counted[stated.section.number, stated.entry.side] += len(stated.notes)
    named = [
        clean(mapping(one).get("name", ""))
        for one in items(mapping(walk.brief.front.get("commission")).get("subjects"))
    ]
    sides = [name for name in named if any(side == name for _, side in counted)]
    sides += sorted({side for _, side in counted} - set(sides))
    if not sides:
        return ""
    words = WORDS[walk.language]
    most = max(1, *counted.values())
    head = "".join(block("th", "", esc(side), scope="col") for side in sides)
    rows = "".join(
        "<tr>"
        + block("th", "", esc(section.heading), scope="row")
        + "".join(_cell(counted[section.number, side], most, number) for number, side in enumerate(sides))
        + "</tr>"
        for section in walk.brief.sections
        if any(counted[section.number, side] for side in sides)
    )
    corner = block("th", "", esc(words["section"]), scope="col")
    table = f'<table class="chart"><thead><tr>{corner}{head}</tr></thead>'
    return "\n\n".join(
        [
            heading(3, words["per_section"], "evidence-by-section"),
            block("div", "scroll", f"{table}<tbody>{rows}</tbody></table>"),
        ]
    )


def _cell(count: int, most: int, side: int) -> str:
    return block("td", f"side-{side % 4}", block("span", "measured", bar(count / most), str(count)))
