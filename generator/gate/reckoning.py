"""What a judgement reckons from two numbers that it states: 150 hours at 12 a week are 12.5 weeks."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from generator.language import numerals

MOST = 8
"""Numbers (1 or more) of a sentence up to which it is looked for what one is reckoned from."""


def allowed(sentence: str, sources: str, commission: str) -> frozenset[str]:
    """Return the numbers of a sentence that it reckons from two others that it states, one of which its sources have
    and the other they or the commission; and that other one."""
    said = dict.fromkeys(numerals.numbers(sentence))
    theirs, asked = set(numerals.numbers(sources)), set(numerals.numbers(commission))
    if len(said) > MOST:
        return frozenset()
    given = [(one, other) for one, other in permutations(said, 2) if one in theirs and other in theirs | asked]
    found = ({result, other} for one, other in given for result in said if _made(result, one, other))
    return frozenset(number for made in found for number in made)


def _made(result: str, one: str, other: str) -> bool:
    """Tell whether a number is what two others make, as far as it is written out."""
    if result in (one, other):
        return False
    try:
        value = Decimal(result)
        half = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))) / 2
        return any(abs(value - made) <= half for made in _results(Decimal(one), Decimal(other)))
    except ArithmeticError:
        return False


def _results(one: Decimal, other: Decimal) -> Iterator[Decimal]:
    yield from (one + other, abs(one - other), one * other)
    for above, below in permutations((one, other)):
        if below:
            yield from (above / below, 100 * above / below)
