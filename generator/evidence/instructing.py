"""What tells its reader to do something: by how a sentence opens, told without a grammar of it."""

import re
from functools import lru_cache

from generator.evidence import chaff
from generator.language import text, tokens


def directs(words: str, language: str) -> bool:
    """Tell whether a cleaned sentence tells its reader what to do."""
    return _directs(words) if language == "en" else _directs_zh(words)


_OPENING = re.compile(
    r"(?:\((?:[Oo]ptional(?:ly)?|[Rr]ecommended)\)[:,]? |(?:[Oo]ptional|[Nn]ote|[Tt]ip): |"
    r"(?:First|Firstly|Second|Secondly|Third|Then|Next|Finally|Lastly|Now|Afterwards?|Also|Please|Always|Just|Simply|"
    r"[A-Z][a-z]+ly),? )+"
)
"""What stands before the verb that tells what to do."""
_CLAUSE = re.compile(
    r"(?:If|When|Whenever|Where|Wherever|Once|After|Before|While|Until|Unless|As|For|From|In|On|At|During|With|Using|By|To|"
    r"Within|Depending)\b[^,.;:]*, "
)
"""A condition, a time or a purpose before it."""
_NOT = re.compile(
    r"(?:Do not|Don['’]t|Never|Avoid|Try (?:not )?to|Be (?:sure|careful|aware|certain)|Make sure|Let)\b", re.I
)
_NO_VERB = re.compile(
    r"(?:(?:The|An?|This|That|These|Those|It|Its|They|Their|There|We|Our|You|Your|He|She|His|Her|I|My|All|Any|Each|Every|"
    r"Some|Many|Most|Few|Several|Both|Either|Neither|No|None|One|Two|Three|Four|Five|Who|What|Which|When|Where|Why|How|Step|"
    r"Whether|If|Because|Since|Although|Though|While|As|And|Or|But|So|Of|In|On|At|By|For|From|To|With|Without|Into|Over|"
    r"Under|After|Before|Between|During|Through|About|Not|Only|More|Less|Other|Such|Same|Good|New|Old|High|Low|Long|Short|"
    r"Big|Small|Best|Better|Large|Information|People|Data|Users?|Simple|Easy|Hard|Able|Unable|Free|Likely|Native|Ready|Due|"
    r"Available|Possible|Impossible|Difficult|Cheap|Quick|Slow|Fast|Safe|Open|Full|Potential|Additional|Multiple|Known|"
    r"Unknown)|"
    r"[A-Z][a-z]*(?:ed|ing|ion|ment|ness|ity|ance|ence|ship|ism|ist|[^s]s|[^aeiou]er|al|ous|ive|ful|ic|ble))\b"
)
"""What opens a sentence and is no verb that tells what to do, by itself or by its ending."""
_KEPT = re.compile(
    r"(?:Bring|Sing|Give|Drive|Receive|Solve|Remove|Leave|Move|Serve|Save|Have|Improve|Achieve|Observe|Resolve|Involve|"
    r"Approve|Enter|Filter|Render|Alter|Order|Offer|Cover|Consider|Gather|Register|Transfer|Deliver|Discover|Monitor|"
    r"Answer|Deal|Seal|Heal|Appeal|Reveal|Implement|Document|Segment|Comment|Supplement|Experiment|Need|Feed|Embed|Shed|"
    r"Seed|Speed|Proceed|Mix|Assist|List|Enlist|Resist|Persist|Twist|Enable|Disable|Assemble|Table|Handle|Mention|"
    r"Question|Position|Section|Function|Partition|Advance|Balance|Enhance|Reference|Sequence|Wring|Bring|String|Ring|"
    r"Fling|Swing|Cling|Discuss|Assess|Address|Process|Access|Press|Dress|Pass|Toss|Focus|Canvas|Stir|Measure)\b"
)
"""Verbs that end as those do."""
_OBJECT = re.compile(
    r"(?:the|an?|any|all|your|their|its|his|her|our|that|this|these|those|each|every|no|not|both|one|two|three|four|five|"
    r"several|some|enough|plenty|up|out|off|down|away|back|to|with|without|in|on|for|from|at|into|onto|over|under|as|by|"
    r"about|around|between|through|whether|how|what|which|who|where|why|when|if|it|them|only|at least|more|\d[\w.%]*|"
    r"[a-z]+(?:s|ed|al|ive|ous|ant|ent|ful|ic|able|ary))\b"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|does|did|will|may|might|can|could|should|must)\b")


def bids(words: str) -> str:
    """Return the verb, and what follows, by which an English sentence tells its reader what to do, "" where it tells
    them nothing, or not to: behind a label, a case and an adverb."""
    words = text.capital(_SAID_AS.sub("", words))
    return "" if _NOT.match(_unled(words)) or not _directs(words) else _unled(words)


_SAID_AS = re.compile(r"[A-Z][^.:;!?]{1,40}: ")
"""What a sentence is labelled as."""


def _unled(words: str) -> str:
    """Return a sentence without what stands before the verb that tells what to do."""
    for opening in (_CLAUSE, _OPENING):
        if match := opening.match(words):
            words = text.capital(words[match.end() :])
    return words


@lru_cache(maxsize=1 << 14)
def _directs(words: str) -> bool:
    words = _unled(words)
    if _NOT.match(words) or chaff.commands(words, "en"):
        return True
    verb = re.match(r"[A-Z][a-z]+(?:-[a-z]+)?(?: (?:and|or) [a-z]+)? ?", words)
    if verb is None or (_NO_VERB.match(words) and not _KEPT.match(words)):
        return False
    own = re.split(r"\b(?:who|which|that|what|how|whether|if|when|where|because|so)\b|[.,;:(]", words[verb.end() :])[0]
    return _OBJECT.match(words, verb.end()) is not None and _FINITE.search(own) is None


_DOING = frozenset(
    (
        "然后",
        "接着",
        "先",
        "请",
        "建议",
        "务必",
        "切勿",
        "不要",
        "不可",
        "勿",
        "避免",
        "注意",
        "尽量",
        "应",
        "应当",
        "应该",
        "需",
    )
    + (
        "需要",
        "必须",
        "要",
        "将",
        "把",
        "用",
        "取",
        "待",
        "等",
        "继续",
        "一定",
        "记得",
        "千万",
        "可",
        "可以",
        "确保",
        "保持",
    )
)
"""Words by which a Chinese sentence opens that tells what to do."""


@lru_cache(maxsize=1 << 14)
def _directs_zh(words: str) -> bool:
    return next(iter(tokens.words(words[:16])), "") in _DOING or words.startswith("一定要")


def acts(words: str) -> bool:
    """Tell whether a Chinese point opens with its verb, which instructs below what announces that."""
    tagged = [(word, tag) for word, tag in tokens.tagged(words) if word.strip() and tag != "x"]
    return bool(tagged) and tagged[0][1] == "v" and tagged[0][0] not in ("有", "是", "为", "可能", "会", "能")
