"""Whether a closing mark ends a sentence: abbreviations, initials, names that hold marks or open in small letters."""

import re

from generator.language import notes

CLOSERS = "”’」』）)】\"'］\\]"
"""For use in a character class."""
_NOTES = rf"(?:[ \u00a0]?(?:{notes.AFTER_END}))*"
END = re.compile(
    rf"[。！？!?…]+[{CLOSERS}]*{_NOTES}[{CLOSERS}]*(?:(?<=[{CLOSERS}])(?:。|\.(?=\s|$)))?"
    rf"|\.[{CLOSERS}]*(?:{notes.AFTER_END})*[{CLOSERS}]*(?=\s|$)"
    rf"|\.(?:{notes.BRACKETED})+(?=[A-Z])|\n"
)
"""What may end a sentence, with the closing quotes, brackets and marks of notes that follow."""

_EDGE = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff])"
"""Where an abbreviation may begin: also behind a Chinese or Japanese character, which are letters to `\\b`."""
_NEVER = re.compile(
    rf"(?:{_EDGE}(?:e\.g|i\.e|cf|vs|viz|Mt|Ft|Figs?|Eqs?|Secs?|Tabs?|Nos|Nr|Dr|Mr|Mrs|Ms|Mx|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt"
    r"|Hon|Messrs|pp|vols?|approx|resp|incl|excl|esp|ca|dept|univ|assn|bros|ver|rev|rel|vol|Ch|Art|op|cit)|^\s*\d{1,3}"
    r"|\bv(?=\. ?\d))\.$",
    re.I,
)
"""Abbreviations that something always follows, and the number of a list."""
_BEFORE_NUMBER = re.compile(
    rf"{_EDGE}(?:No|no|p|ed|eds|est|min|max|avg|art|ch|v|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|fig|tab|sec|c|b|d|r)\.$"
)
_MAY_END = re.compile(
    rf"(?:{_EDGE}(?:etc|al|Inc|Ltd|Corp|Co|Cos|LLC|Jr|Sr|PLC|S\.A|N\.V|a\.m|p\.m|Ph\.D|M\.D|B\.C|A\.D|D\.C|B\.A|M\.A"
    r"|U\.S(?:\.A)?|U\.K|E\.U|U\.N|No|p|ed|eds|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?<![\w+#.])(?:[A-Z]\.)?[A-Z])\.$"
)
"""Abbreviations and initials after which a sentence ends only where the next word opens one."""
_OPENERS = frozenset(
    re.findall(
        r"\w+",
        "the a an it its in on at by for from with this that these those there they their he she his her we "
        "our you your but and or however although while when where after before since until if as because "
        "both each every all many most some several no none not one two three four five other others another "
        "under over during among between to of such then thus so also today now who what which how why only "
        "even once here instead meanwhile moreover furthermore yet students people users researchers critics "
        "analysts ",
    )
)
"""Words that open a sentence and follow an abbreviation inside one in small letters only."""
_VERSUS = re.compile(r"[A-Z][\w.’']* v\.$")
"""Smith v. Jones."""
_MARK = re.compile(r"(?:^\s*|[:;.)]\s+)[a-z]\.$")
"""The mark of a point in a run of them: “Upon termination: a. Customer will … b. Provider will …”."""
_COMPANY = re.compile(r"\b(?:Inc|Ltd|Corp|Co|LLC|PLC)\.$")
_VERB = re.compile(
    r"(?:[A-Z][\w.+#&’'-]*!? ){0,2}(?:is|are|was|were|has|have|had|does|did|will|would|can|could|may|might|must|also"
    r"|now"
    r"|makes?|keeps?|sells?|owns?|runs?|says?|said|uses?|gives?|offers?|pays?|plans?|builds?|holds?|hosts?|employs?|earns?"
    r"|charges?|operates?|publishes|provides?|began|became|made|sold|built|kept|ran|\w{3,}ed)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|can|could|may|might|must|\w{2,}(?:ed|s)|said|made|sold|bought"
    r"|built|kept|ran|met|led|left|won|became|began)\b"
)
_LETTERED = re.compile(
    r"\b(?:vitamin|group|plan|type|class|series|phase|option|hepatitis|appendix|grade|level|category|language|in)"
    r" [A-Z]\.$|\b[A-Z] (?:and|or) [A-Z]\.$"
)
"""A letter that is no initial: vitamin C, written in C."""
_SMALL_NAMES = frozenset(
    re.findall(
        r"\w+",
        "npm npx pnpm yarn pip numpy scipy pandas matplotlib git curl wget nginx systemd bash zsh vim emacs "
        "tmux grep sed awk jq ffmpeg glibc musl gcc clang sqlite memcached etcd containerd runc kubectl "
        "minikube pytest mypy ruff asyncio langchain jupyter seaborn adidas lululemon thyssenkrupp ebay "
        "iphone ipad dbt redis postgres conda mamba uv poetry webpack vite esbuild deno bun rustc cargo "
        "golang perl php ripgrep rsync ssh openssl docker podman helm terraform ansible make cmake ",
    )
)
"""Names written in small letters only that are no other word, or hardly one at the start of a sentence."""
_NAMED = re.compile(r"[a-z]+[A-Z]\w*|[a-z][a-z\d]+(?:[.\d+#]|-(?=\w+-?))[\w.+#-]*\w|[a-z]\d\w*")
"""xAI, vLLM, iPhone; llama.cpp, scikit-learn, k8s."""
_BANG = re.compile(
    r"(?<!\w)(?:Yahoo|Jeopardy|Kahoot|Yum|Joomla|Panic|Oliver|Oklahoma|Mamma Mia|Moulin Rouge|Hamburger Helper|Wham)!$"
)
"""Names that end with an exclamation mark."""
_WORD = re.compile(r"[\w.+#&’'-]+!?")


def opens_small(words: str) -> bool:
    """Tell whether a name opens `words` that is written with a small letter: xAI, llama.cpp, npm."""
    first = _WORD.match(words)
    if not first or not first[0][:1].islower():
        return False
    word = first[0].rstrip(".'’!-")
    return word in _SMALL_NAMES or _NAMED.fullmatch(word) is not None


def is_end(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether the match of `END` ends the sentence of `text` that starts at `start`."""
    if end[0] == "\n":
        return True
    following = text[end.end() :].lstrip()
    if end[0][0] == ".":
        return _full_stop(text, start, end, following)
    if end[0][0] not in "!?…":
        return True
    spaced = text[end.end() : end.end() + 1].isspace()
    if following and end[0] == "!" and is_bang_name(text, end.start() + 1):
        return spaced and not following[0].islower() and _opens(text, start, following)
    if not spaced or not following:
        return True
    return not following[0].islower() or opens_small(following)


def is_bang_name(text: str, end: int) -> bool:
    """Tell whether the exclamation mark before `end` belongs to a name: a known one, or one that goes on elsewhere."""
    if _BANG.search(text[max(0, end - 24) : end]):
        return True
    word = re.search(r"(?<!\w)[A-Z][\w-]*!$", text[max(0, end - 24) : end])
    return word is not None and re.search(rf"(?<!\w){re.escape(word[0])} [a-z]", text) is not None


def _full_stop(text: str, start: int, end: re.Match[str], following: str) -> bool:
    if not following:
        return True
    before = text[max(start, end.start() - 24) : end.start() + 1]
    if _NEVER.search(text, max(start, end.start() - 12), end.start() + 1):
        return False
    if _MARK.search(text[max(start, end.start() - 4) : end.start() + 1]):
        return False
    if following[0] in "§¶" or _VERSUS.search(before):
        return False  # 28 U.S.C. § 586
    if following[0].isdigit() and _BEFORE_NUMBER.search(before):
        return False
    if following[0].islower():
        return opens_small(following) and not _MAY_END.search(before)
    if len(end[0]) > 1 or not _MAY_END.search(before):
        return True
    if before.endswith("etc.") or _LETTERED.search(text[max(start, end.start() - 40) : end.start() + 1]):
        return True
    if _opens(text, start, following):
        return True
    return bool(_COMPANY.search(before) and _VERB.match(following) and _FINITE.search(text[start : end.start()]))


def _opens(text: str, start: int, following: str) -> bool:
    """Tell whether the next word opens a sentence: one that nothing else does, or that opens this one or the text."""
    first = _WORD.match(following)
    if not first:
        return following[0] not in "([（"
    word = first[0].rstrip(".'’")
    if word.casefold() in _OPENERS or re.search(r"[a-z][A-Z]", word):
        return True
    leading = {opening[0].rstrip(".'’") for at in (0, start) if (opening := _WORD.match(text[at:].lstrip()))}
    return word in leading
