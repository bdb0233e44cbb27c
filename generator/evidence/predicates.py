"""Whether words have a subject and a predicate of their own, as far as their forms tell, or are a name or a purpose."""

import re

from generator.language import tokens


def subjectless(words: str, language: str, *, led: bool = False) -> bool:
    """Tell whether cleaned words open with their predicate, so that whose it is stands somewhere else: “Are managed
    by …”, “Stored securely with …”.

    `led`: they stand in a list that a clause introduces, and may open with a verb as “Keep the …” does.
    """
    if language == "zh":
        opens = next(((word, tag) for word, tag in tokens.tagged(words) if word.strip()), ("", ""))
        return led and (opens[1] == "v" or opens[0] == "基于") and opens[0] not in ("有", "是")
    return _NO_SUBJECT.match(words) is not None or (led and _VERB_FIRST.match(words) is not None)


_PURPOSE = re.compile(r"(?:In order to|To) (?:[a-z]+ly )?[a-z]+\b")
"""How English words open that say what something is for."""


def purpose(words: str, language: str) -> bool:
    """Tell whether a cleaned sentence only says what something is for: “To find out …”, with no clause beside it."""
    opening = _PURPOSE.match(words) if language == "en" else None
    return opening is not None and not re.search(r"[;:]", words) and _MAIN.search(words, opening.end()) is None


_MAIN = re.compile(
    r", (?:then |first |just |simply |always |please )?(?:(?:an?|the|it|this|that|these|those|there|they|we|you|he|she|"
    r"its|their|our|your|all|each|every|any|some|most|both|no|do|be)\b|"
    r"[a-z]+ (?:an?|the|it|your|its|their|this|that|all|any)\b|"
    r"[^,]*\b(?:is|are|was|were|will|must|should|shall|may|can|could|would|has|have|need|needs|do|does)\b)"
    r"|\b(?:is|are|was|were) (?!being\b)",
)
"""A clause behind what says the purpose, by its subject or its verb."""
_NO_SUBJECT = re.compile(
    r"Not (?!all\b|every|only\b|until\b|an?\b|one\b|each\b|many\b|much\b|even\b|just\b)"
    r"|(?:Is|Are|Was|Were|Be|Been|Am|Has|Have|Had|Does|Did|Can|Cannot|Could|Must|Shall|Would|"
    r"(?:Should|May|Will)(?! \d))"
    r" (?![^,]*,)"
    r"|(?:[A-Z][a-z]+[^e\W]ed|Used|Kept|Held|Given|Made|Known|Written|Sent|Built|Paid|Sold|Shown|Taken|Chosen|Grown|Found|"
    r"Led|Bound) (?:[a-z]+ly )?(?:by|with|in|to|as|for|from|on|at|into|under|within|through|via|over)\b(?![^,]*,)"
    r"|(?!Always|Sometimes|Perhaps|Besides|Across|Towards|Unless|Whereas|Plus|Minus|Versus|Thus|Its|This|As)"
    r"[A-Z][a-z]+s "
    r"(?:an?|the|its|their|all|any|both|each|no|up to)\b"
)
"""How an English predicate opens: “not”, a helping verb, a participle with what it goes with, a verb with its object;
but for “Had they …, they” and “Founded in 1990, it …”."""
_VERB_FIRST = re.compile(
    r"(?!(?:In|On|At|By|For|From|With|Under|After|Before|When|While|If|As|Since|Until|Though|Although|Because|Where|Unless|"
    r"Once|Of|To|Into|Over|Through|During|Without|Within|Between|Among|Against|Across|Along|Around|Behind|Beyond|Despite|"
    r"Except|Inside|Outside|Like|Unlike|Near|Only|Even|Both|Half|All|Such|What|Per|Via|Upon|Towards?|Throughout|Whether|"
    r"[A-Z][a-z]+ly)\b)[A-Z][a-z]+ (?:the|an?|any|all|your|their|its|that|each|every|no|not)\b"
)
"""How a point opens that tells what to do: a verb with its object."""


def nominal(sentence: str) -> bool:
    """Tell whether an English sentence is only a name for a thing or for what is done, with no verb of its own: “A tool
    for defining …, making it easy”, “Churning cream into butter.”"""
    opening = _NOMINAL.match(sentence)
    main = re.split(r", (?=[a-z]+ing\b|which\b|who\b|where\b)", sentence)[0]
    return opening is not None and not PREDICATE.search(sentence) and not _FINITE.search(main, opening.end())


_NOMINAL = re.compile(
    r"(?:An?|The) [a-z]|(?!During|Including|Following|According|Depending|Considering)[A-Z][a-z]+ing "
)
_BEFORE_NOUNS = ("the", "a", "an", "of", "and", "or", "for", "with", "by", "in", "to", "between")
_FINITE = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _BEFORE_NOUNS)
    + r"\b(?!(?:its|this|as|less|plus|various|previous|serious|access|process|business)\b)[a-z]{2,}(?:s|ed)\b"
    r"(?! ?[,.;]?$)|\b(?:sat|met|ran|took|made|gave|came|went|saw|won|lost|led|fell|rose|grew|began|became|held|kept|"
    r"built|bought|brought|found|told|left|spent|sent|set|put|cut|hit|let|cost|wrote|spoke|stood|sold|paid|felt|said|"
    r"shut|broke|chose|drew|got|knew|read)\b"
)
"""What may be a verb in the third person or the past, or a plural: enough not to call a sentence a mere name."""
PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|cannot|may|might|must|will|would|should|could|shall|do|does|did|need|"
    r"\w+n['’]t)\b|(?<![,(] )\b[a-z]+(?:(?<![sui])s|ed)\b (?:an?|the|to|that|up|its|their|your|you|any|all|more|"
    r"most|no|both|each|every|by|as|with|into|from|only)\b"
)
"""What makes an English point a statement: a helping verb, or a verb with its object."""


def tells(words: str, language: str) -> bool:
    if language == "en":
        return re.search(r"\d|, ", words) is not None or PREDICATE.search(words) is not None
    return re.search(r"\d", words) is not None or any(tag in ("v", "a", "d", "ad") for _, tag in tokens.tagged(words))
