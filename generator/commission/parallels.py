"""Names that a commission sets beside each other without joining them: in clauses of one form, behind the same word, an
item to a line, in quotation marks, or of one kind."""

import re
from collections.abc import Iterator
from itertools import combinations, product

from generator.commission import terms
from generator.commission.clauses import Span
from generator.commission.phrases import HIDDEN
from generator.commission.rows import Row
from generator.commission.weighing import CLAUSE_END, Names, around, is_proper
from generator.language import text, tokens

LONGEST_HAN, LONGEST = 8, 32
"""Characters of a Chinese and of another name in quotation marks that is no saying."""
APART = 400
"""Characters between two names of one comparison, at most."""
MOST = 16
"""Known names that are set beside each other."""
ALIKE = 0.15
"""Weight (0 and up) from which a name is set beside others of its kind."""
FURTHER = 0.5
"""Weight of a third and further name, as a share (0 to 1) of the lighter of the first two."""
_CONTRAST = re.compile(
    r"另|又|也|却|则|还|再|反而|或者|要么|\b(?:another|others?|instead|also|too|else|rather|but|while|whereas|however|or|"
    r"prefers?|likes?|loves?|wants?|swears?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(rf"“(?P<x>[^“”\n{HIDDEN}]{{2,24}})”")
_OWNER = r"(?P<{}>[㐀-鿿]{{2,8}}|[A-Za-z][\w-]{{1,20}})的"
_OWNERS = re.compile(
    rf"{_OWNER.format('x')}(?P<thing>[^,;:。?!的、和与跟]{{1,12}})(?:[跟和与同、]|还有){_OWNER.format('y')}"
    rf"(?:(?:[跟和与同、]|还有){_OWNER.format('z')})?(?=[,。?!那这]|(?P=thing)|哪|差|比|有)"
)


_LED = r"(?:an? |the |my |our )?(?P<{}>[\w'-]+(?: [\w'-]+){{0,3}}?)"
_JOINED_ALIKE = (
    r"(?:,? (?:and|or|versus|vs\.?|then|(?:as )?against|as opposed to|rather than),?(?: [\w-]+){0,4}?|"
    r",(?: (?:another|others?|the other|a second|the second|some|someone else)(?: [\w-]+){0,3}?)?) (?P=by) "
)
_LED_ALIKE = re.compile(
    rf"\b(?P<by>(?:like|as) (?:at|in)|like|as|by|for|from|in|on|at|with|to|via) {_LED.format('x')}{_JOINED_ALIKE}"
    rf"{_LED.format('y')}(?:{_JOINED_ALIKE}{_LED.format('z')})?(?=[,.;:?!)\n]| (?:and|or|-+) |$)",
    re.IGNORECASE,
)


def led(names: Names) -> Iterator[Row]:
    """Yield the names to each of which the same preposition leads: "by stars, by shadow stick, by watch"."""
    for match in _LED_ALIKE.finditer(names.body):
        row = tuple(match.span(group) for group in "xyz" if match[group])
        if 2 * sum(map(names.is_known, row)) > len(row):
            yield row


def owners(names: Names) -> Iterator[Row]:
    """Yield those who have what is named once, or the same: 上海的规定跟杭州的、宁波的."""
    for match in _OWNERS.finditer(names.body):
        row = []
        for start, end in (match.span(group) for group in "xyz" if match[group]):
            inside = names.longest(names.within(start, end))
            whose = [one for one in inside if one[1] == end] or [one for one in inside if one[0] == start]  # 蒸箱做的
            row.append(max(whose, key=names.weight) if whose else (start, end))
        yield tuple(row)


_HALVES = re.compile(
    r"\b(?:half|some|part|one)\b(?P<x>[^.;:?!\n]{4,90}?)\b(?:(?:the )?others?|the rest|another)\b"
    r"(?P<y>[^.;:?!\n]{4,90})|"
    r"(?:一半|有的人?|有人|一部分|一[个位])(?P<x2>[^。;:?!\n]{2,30}?)"
    r"(?:另外?一?(?:半|些人?|部分|[个位])|有的人?|有人)(?P<y2>[^。;:?!\n]{2,30})",
    re.IGNORECASE,
)
"""What one of two parties is said of, and what the other."""


def halves(names: Names) -> Iterator[Row]:
    """Yield what each of two parties wants: “half of us want to learn A and the other half asks about B”."""
    for found in _HALVES.finditer(names.body):
        told = [names.longest(names.within(*found.span(group))) for group in ("xy" if found["x"] else ("x2", "y2"))]
        row = tuple(max(spans, key=names.weight) for spans in told if spans)
        if len(set(map(names.name, row))) == 2 and min(map(names.weight, row)) >= ALIKE:
            yield row


_ADVISED = re.compile(
    r"(?:推荐|力荐|建议|劝我?|让我?|叫我?|主张|看好|偏爱|却?说)(?:我|我们|咱)?(?:还是)?(?:去|买|用|选|走|吃|办|要|该)?(?=[㐀-鿿A-Z])|"
    r"\b(?:wants?|would rather(?: have)?|recommends?|recommended|suggests?|suggested|advises?|swears? by|prefers?|"
    r"likes?|favou?rs?|"
    r"(?:told|tells) (?:me|us) to (?:get|buy|use|take|try)) (?:the |an? )?",
    re.IGNORECASE,
)
"""What leads to a thing that somebody is for."""


def advised(names: Names) -> Iterator[Row]:
    """Yield those of which different people are for each: 经理推荐债券基金，表哥让买 ETF."""
    row: dict[str, Span] = {}
    for led in _ADVISED.finditer(names.body):
        here = [one for one in names.within(led.end(), led.end() + 40) if one[0] == led.end()]
        for span in names.longest(here):
            row.setdefault(names.name(span), span)
    if len(row) > 1 and max(row.values())[1] - min(row.values())[0] <= APART:
        yield tuple(sorted(row.values()))


_ACT = r"(?P<{}>[㐀-鿿A-Za-z]{{2,8}}{})"
_ACTS_ALIKE = re.compile(
    rf"(?P<by>[㐀-鿿]{{1,2}}){_ACT.format('x', '')}(?P<act>[㐀-鿿]{{2,3}})(?:[、,和跟与或]|还是|或者)"
    rf"(?P=by){_ACT.format('y', '?')}(?P=act)"
)


def acts(names: Names) -> Iterator[Row]:
    """Yield those with whom the same is done: 给部长写信、给总理写信."""
    for match in _ACTS_ALIKE.finditer(names.body):
        led = tokens.tagged(match["by"])
        row = match.span("x"), match.span("y")
        if len(led) == 1 and led[0][1][0] in "pv" and any(map(names.is_known, row)):
            yield row


def listed(names: Names) -> Iterator[Row]:
    """Yield the lists, an item to a line, of which each item is a name that the corpus knows."""
    row: list[Span] = []
    for line in [*_LISTED.finditer(names.body), None]:
        span = line.span("x") if line else (0, 0)
        if line and (not row or not names.body[row[-1][1] : line.start()].strip(_LIST_MARKS)) and names.is_known(span):
            row.append(span)
            continue
        if len(row) > 1:
            yield tuple(row)
        row = [span] if line and names.is_known(span) else []


_LIST_MARKS = " \t\n*_`;,。."
_LISTED = re.compile(
    rf"^[ \t]*(?:[-*][ \t]+|[•·・‧●○■][ \t]*|\(?\d[.)、](?!\d)[ \t]*|[①-⑨][ \t]*)"
    rf"[*_`]*(?P<x>[^\n{HIDDEN}]{{2,40}}?)[*_`;,。. \t]*$",
    re.MULTILINE,
)


def parallel(names: Names) -> Iterator[tuple[Row, bool]]:
    """Yield the rows of known names in clauses of one form, and whether these share a word; of more than two names
    only where they do."""
    shared: list[set[Span]] = []
    for one, other in combinations(names.known()[:MOST], 2):
        places = product(names.mentions[names.name(one)], names.mentions[names.name(other)])
        near = [row for row in map(sorted, places) if row[0][1] <= row[1][0] <= row[0][1] + APART]
        forms = [_form(names.flat, first, second) for first, second in near]
        if True in forms:
            shared.append({one, other})
        if True in forms or False in forms:
            yield (one, other), True in forms
    for pair in shared:
        least = FURTHER * min(map(names.weight, pair))
        row = pair.union(*(other for other in shared if other & pair and min(map(names.weight, other)) >= least))
        if len(row) > 2:
            yield tuple(sorted(row)), True


def alike(names: Names) -> Iterator[Row]:
    """Yield the heaviest names of one kind, wherever they stand: places, or words with capitals, or laws."""
    kinds: dict[tuple[bool, str], Row] = {}
    for span in names.known()[:MOST]:
        if names.weight(span) >= ALIKE and not names.held(span).asked:
            proper = is_proper(names.flat, [span])
            last = "" if proper or _kind(names.flat, span) else names.name(span)[-1]
            if not last or text.has_han(last):
                kinds[proper, last] = row = (*kinds.get((proper, last), ()), span)
                if len(row) > 1 and max(row)[1] - min(row)[0] <= APART:
                    yield tuple(sorted(row))


def quoted(names: Names) -> Iterator[Row]:
    """Yield the names in quotation marks of a sentence, three and more that the corpus all knows: 以“甲”办展、当“乙”,
    还是当“丙”."""
    for sentence in re.finditer(r"[^。?!\n]+", names.body):
        row = tuple(name.span("x") for name in _QUOTED.finditer(names.body, *sentence.span()))
        if len(row) > 2 and all(map(names.is_known, row)):
            yield row


def quoted_alone(names: Names) -> Row:
    """Return the one short name in quotation marks that a text has, () for none and for several."""
    found = [one.span("x") for one in _QUOTED.finditer(names.body)]
    short = [
        one for one in found if one[1] - one[0] <= (LONGEST_HAN if text.has_han(names.flat[slice(*one)]) else LONGEST)
    ]
    called = {names.flat[slice(*one)] for one in short if not re.search(r"[,;:?!。]", names.flat[slice(*one)])}
    named = [one for one in short if names.flat[slice(*one)] in called and terms.is_noun_phrase(names.flat, one)]
    named = [one for one in named if names.is_known(one) or _known(names, one)]
    return (named[0],) if len({names.flat[slice(*one)] for one in named}) == 1 else ()


def _known(names: Names, span: Span) -> bool:
    """Tell whether the corpus knows a name that a passage ends or begins with."""
    return any(span[0] == one[0] or span[1] == one[1] for one in names.longest(names.within(*span)))


_LED_BY_VERB = re.compile(
    r"(?P<verb>[走用坐选买做学养种吃喝开骑住])(?P<x>[^,;:。?!、\n]{2,12})(?:、|还是|或者?|和|跟)(?P=verb)"
    r"(?P<y>[^,;:。?!、\n]{2,12}?)"
    r"(?:(?:、|还是|或者?|和|跟)(?P=verb)(?P<z>[^,;:。?!、\n]{2,12}?))?(?=[,;:。?!\n]|哪|各|分别|有|的)"
)


def led_by_verb(names: Names) -> Iterator[Row]:
    """Yield the Chinese names each of which the same verb leads to, or what is known of them: 走邮局、走快递公司."""
    for match in _LED_BY_VERB.finditer(names.body):
        row = tuple(match.span(group) for group in "xyz" if match[group])
        if 2 * sum(names.is_known(span) or _known(names, span) for span in row) >= len(row):
            known = [names.longest(names.within(*span)) for span in row]
            yield tuple(
                span if names.is_known(span) or not parts else max(parts, key=names.weight)
                for span, parts in zip(row, known, strict=True)
            )


def says_too(names: Names, row: Row) -> bool:
    """Tell whether two names open their clauses, and the second says that the same holds of it: “AT 说…，XA 也说…”."""
    first, *_, second = sorted(row)
    opens = all(around(names.flat, span, CLAUSE_END)[0] >= span[0] - 1 for span in row)
    return opens and _TOO.match(names.flat, second[1]) is not None


_TOO = re.compile(r" ?[也同又]|[^,;:。.!?\n]{0,60}?\b(?:too|also|as well|likewise|the same)\b", re.IGNORECASE)


def _form(flat: str, first: Span, second: Span) -> bool | None:
    """Return whether the clauses of two names share a word, None where nothing sets them side by side."""
    one, other = (around(flat, span, CLAUSE_END) for span in (first, second))
    if one == other:
        turned = re.search(r"\b(?:while|whereas|but)\b|而", flat[first[1] : second[0]])
        alike = _share_head(flat, first, second) or led_alike(flat, first, second)
        return True if alike else False if turned else None
    shared = [
        set(tokens.content_tokens(f"{flat[a : span[0]]} {flat[span[1] : b]}"))
        for (a, b), span in ((one, first), (other, second))
    ]
    led = {flat[span[0] - 1 : span[0]] for span in (first, second)}
    quoted = all(flat[a - 1 : a] in ("“", '"') and flat[b : b + 1] in ("”", '"') for a, b in (first, second))
    if quoted or shared[0] & shared[1] or len(led) == 1 and text.has_han(*led) and not led & {"的", "了"}:
        return True
    if _kind(flat, first) == _kind(flat, second) != "":
        return False
    proper = all(is_proper(flat, [span]) and " " in flat[slice(*span)] for span in (first, second))
    beside = proper and not re.search(r"[.。!?;\n]", flat[first[1] : second[0]])
    return False if beside or _CONTRAST.search(flat[slice(*other)]) else None


def _kind(flat: str, span: Span) -> str:
    """Return what kind of name the dictionary says a Chinese one is, a place, a person or a body; "" where it says
    none."""
    tags = [tag for _, tag in tokens.tagged(flat[slice(*span)])]
    return tags[0] if tags in (["ns"], ["nr"], ["nt"]) else ""


def led_alike(flat: str, first: Span, second: Span) -> bool:
    """Tell whether the same English word leads to two names joined by "and" or "or": "on npm and for teams on pnpm"."""
    words = [re.search(r"([A-Za-z]+) $", flat[max(0, span[0] - 20) : span[0]]) for span in (first, second)]
    joined = re.search(r"\b(?:and|or)\b", flat[first[1] : second[0]])
    return joined is not None and all(words) and len({word[1].casefold() for word in words if word}) == 1


def _share_head(flat: str, first: Span, second: Span) -> bool:
    """Tell whether two English names have their last word in common: "the ISC licence", "the MIT licence"."""
    words = [flat[slice(*span)].split() for span in (first, second)]
    return min(map(len, words)) > 1 and tokens.stem(words[0][-1]) == tokens.stem(words[1][-1])
