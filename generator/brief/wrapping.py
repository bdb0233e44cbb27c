"""Hard wraps undone: a paragraph that an editor filled, as the sentences a line that a brief has.

Every sentence ends with a stop or a citation, so a line that ends otherwise goes on in the next, and what follows a
citation is another sentence. An excerpt ends with its citation.
"""

import re
from collections.abc import Iterator

from generator.brief import citation

Numbered = tuple[int, str]
"""Number of a line in the file, from 1, and what stands there."""

_ENDS = re.compile(r"[.!?。！？\]][\"”’'》」）)]*$")
_OPEN = re.compile(r"\[(?:long_context|文档|document|图片|image)\s*[:：][^\]]*$")
"""A citation that is not closed: a line may be cut within its title."""
_OTHER = re.compile(r"#|[-*+]\s|\d{1,3}[.)]\s|[=|]|-{2,}$|.*(?<!\\)\|")
"""How lines begin that are no sentence of a paragraph, and what makes the row of a table of any."""
_CHINESE, _LATIN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"), re.compile(r"[\x00-\x7f]")
"""What has no space between its lines, but beside Latin letters and figures; quotation marks and dashes are neither."""
_PLACED = re.compile(
    r"“[^”\n]+”(?:, .{1,300}?)? – |《[^》\n]+》[^。\n]{0,120}?：(?!“)"
    r"|[^.!?。！？:：\n]{1,80}?(?: ?[(（]“?.{1,200}?”?[)）])?(?:: |：)"
)
"""What stands before an excerpt, which may have several sentences before its citation."""
_JOINED = re.compile(r"\](?=\s*[^\s\[])")


def sentences(body: list[str], first: int) -> Iterator[Numbered]:
    """Yield the lines of a body, `first` being the number of the first, with a sentence of a paragraph on each."""
    run: list[Numbered] = []
    for numbered in (*enumerate(body, start=first), (0, "")):
        if numbered[1].strip() and not _OTHER.match(numbered[1].lstrip()):
            run.append(numbered)
            continue
        yield from _whole(run)
        run = []
        if numbered[0]:
            yield numbered


def _whole(run: list[Numbered]) -> Iterator[Numbered]:
    """Yield the sentences of a paragraph; one that has a sentence on each line stays as it is."""
    wrapped = any(not _ENDS.search(line.rstrip()) or _OPEN.search(line) for _, line in run[:-1])
    if not wrapped and not any(_JOINED.search(line) for _, line in run):
        yield from run
        return
    held: list[Numbered] = []
    for number, line in run:
        held.append((number, line.strip()))
        so_far = " ".join(one for _, one in held)
        told = citation.parse(so_far)[0] if _PLACED.match(so_far) else ()
        within = _PLACED.match(so_far) and not (told and so_far.endswith("]") and told[-1].end == len(so_far))
        if _ENDS.search(so_far) and not _OPEN.search(so_far) and not within:
            yield from _parted(held)
            held = []
    yield from _parted(held)


def _parted(held: list[Numbered]) -> Iterator[Numbered]:
    """Yield the sentences of lines that go on in each other, each with the number of the line where it begins."""
    whole, starts = "", []
    for number, line in held:
        edge = whole[-1:] + line[0]
        joint = "" if not whole or (_CHINESE.search(edge) and not _LATIN.search(edge)) else " "
        starts.append((len(whole) + len(joint), number))
        whole += joint + line
    cited, _ = citation.parse(whole)
    at = 0
    for one, after in zip(cited, (*cited[1:], None), strict=False):
        if after is None or whole[one.end : after.start].strip():
            yield _at(starts, at), whole[at : one.end].strip()
            at = one.end + whole[one.end :].startswith(" ")
    if whole[at:].strip():
        yield _at(starts, at), whole[at:].strip()


def _at(starts: list[Numbered], offset: int) -> int:
    """Return the number of the line in which the character at an offset stands."""
    return next(number for start, number in reversed(starts) if start <= offset)
