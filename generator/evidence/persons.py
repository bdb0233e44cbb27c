"""Who speaks in a sentence and who is spoken to: first and second person, and what a document calls itself."""

import re
from functools import lru_cache

from generator.evidence import hygiene_rules
from generator.language import tokens


def by_name(sentence: str, language: str) -> str:
    """Return a sentence with “this report” as “the report”: in an attributed quotation it points at what is quoted."""
    return hygiene_rules.of(language)["itself"].sub("The" if language == "en" else "", sentence)


def has_person(sentence: str, language: str) -> bool:
    """Tell whether a sentence has a first or second person, or speaks of its document as “this Agreement”."""
    bare = _NAMED.sub(r"\1", sentence)
    return any(hygiene_rules.of(language)[key].search(bare) for key in ("person", "reader")) or of_itself(
        sentence, language
    )


_NAMED = re.compile(r"\b([A-Z][\w’'-]*) (?:We|You|Us|Our|Your|My)\b(?![’'])")
"""A word for a person within a name: Giving What We Can."""


def of_itself(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks of its document as “this Agreement”, 本协议: whose it is, nothing in it says."""
    if language == "en":
        return _SELF.search(sentence) is not None
    ends = {0, *(end for _, end in tokens.word_spans(sentence))}  # not of 成本合同
    return any(match.start() in ends for match in _SELF_ZH.finditer(sentence))


_SELF = re.compile(
    r"\b[Tt]h(?:is|ese) (?=(?:[A-Z][\w’'-]* ){0,4}(?:Agreement|Policy|Terms|Notice|Contract|Licen[cs]e|Addendum|Act|"
    r"Regulations?|Directive|Code|Standard|Guidelines?|Statement|Charter|Convention|Treaty|Lease|Bylaws|Ordinance|Rules|"
    r"Handbook|Constitution|Protocol|Order|Declaration|Annex|[A-Z]{2,5})\b|(?:agreement|licen[cs]e|handbook)\b)"
)
"""What a contract, a policy or a law calls itself: the quotation says whose words they are, and what “this” is."""
_SELF_ZH = re.compile("本(?:服务|许可|用户|隐私)?(?:协议|合同|条款|政策|声明|许可证|章程|公约|守则|手册)(?!书)")
"""The same of a contract or a policy; a Chinese law is called by its article before what it says."""


@lru_cache(maxsize=1 << 14)
def unpointed(sentence: str, language: str) -> str:
    """Return a sentence as rules look at it: without the pointing word before what its document calls itself, its
    traditional characters made simplified."""
    return _SELF.sub("The ", sentence) if language == "en" else tokens.simplify_each(sentence)


def own_voice(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks as an organisation does: we, not I or you."""
    return not author_speaks(sentence, language) and hygiene_rules.of(language)["reader"].search(sentence) is None


def addresses(sentence: str, language: str) -> bool:
    """Tell whether a sentence speaks to its reader, and of no other person: whose advice it is, its source tells."""
    rules = hygiene_rules.of(language)
    bare, times = rules["reader"].subn("", sentence)
    return times > 0 and rules["person"].search(bare) is None


def author_speaks(sentence: str, language: str) -> bool:
    """Tell whether one person speaks of themselves: whose words these are, a reader of a brief cannot tell."""
    return hygiene_rules.of(language)["alone"].search(sentence) is not None


def person(sentence: str, language: str) -> str | None:
    """Return the word of the first or second person in a sentence, or None. Text in quotation marks is skipped."""
    bare = _NAMED.sub(r"\1", re.sub(r"“[^”]*”|「[^」]*」|\"[^\"]*\"", "", sentence))
    match = hygiene_rules.of(language)["person"].search(bare)
    return match[0] if match else None


def generic(sentence: str, language: str) -> bool:
    """Tell whether a sentence that names nobody speaks of others or of a whole kind, not of its document."""
    return hygiene_rules.of(language)["generic"].search(sentence) is not None
