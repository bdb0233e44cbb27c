"""What English clauses compare or tell of: "compare A with B in terms of …", "how does A differ from B?", "A or B?"."""

import re
from collections.abc import Iterator

from generator.commission.clauses import Frame, Span, listed_lines, sentence_end
from generator.commission.english_lists import AXIS_PREP, above, after, is_placeholder, operands, places
from generator.commission.phrases import HIDDEN, trim

_I = re.IGNORECASE
_COMPARE = re.compile(
    r"(?<![a-z])(?:compar(?:e|es|ing|isons? (?:of|between)|ative (?:study|analysis|report|brief(?:ing)?|review) "
    r"(?:of|on))|pls compar|contrast(?:s|ing)?|(?:evaluat|assess|weigh|benchmark|juxtapos)(?:e|ing)?(?: up)?|"
    r"(?:differences?|similarities|distinctions?|connections?|commonalities|relationship|comparison|"
    r"side-by-side(?: comparison)?|trade-?offs?|pros "
    r"and cons|advantages and disadvantages|strengths and weaknesses|choice|gap)"
    r"(?: and (?:differences|similarities|connections|distinctions|contrasts))? (?:between|of|for)|"
    r"(?:choose|choosing|decide|deciding|pick|picking|chose) (?:between|among|from))"
    r"(?: and contrast(?:ing)?)?(?=[ :\n])",
    _I,
)
_ONLY_AGAINST = re.compile(r"evaluat|assess|weigh|benchmark", _I)
_BY_OF = (
    r" (?:in (?:the )?(?:terms|light|view|case|context|eyes|respect)|on (?:the )?(?:basis|strength|grounds?|evidence)|"
    r"(?:with|by) (?:the )?(?:help|aid|means|way)|from the (?:points? of view|viewpoint|standpoint|perspective)|"
    r"for (?:the )?(?:sake|purposes?|benefit|use)|at the (?:level|hands)) of\b| in terms"
)
"""Prepositions of several words: "compare A and B on the strength of …" speaks of no strength."""
_AXES_OF = re.compile(
    r"(?P<the>the |their )?"
    rf"(?P<axes>(?!the )[a-z](?:(?!{_BY_OF})[^.;:]){{1,100}}?) (?:of|between|offered by|"
    r"used by) (?=\S)(?!one\b)"
)
_PASSIVE = re.compile(
    r"(?P<x>[^.;:?!]{1,100}?) (?:(?:should|must|shall|is to|are to|can|may|to) )?(?:be |is |are )?"
    r"(?:compared|relative|opposed|contrasted|next|in (?:contrast|comparison)) (?:with|to|against) "
    r"(?P<y>[^.;:?!]{1,100})",
    _I,
)
_QUESTION_DIFFER = re.compile(
    r"(?:how|in (?:what|which) \w+|where|whether|why) (?:(?:do|does|did|can|could|would|are|is) )?"
    r"(?P<x>[^.;:?!]{1,100}?) (?:differ|compare|(?:stack|measure)s? up|diverge|vary|contrast|improve|relate|"
    r"(?:dis)?similar|alike|different|superior|inferior|preferable)s?d?"
    r"(?:(?: from| to| with| against| on| upon| over) (?P<y>[^.;:?!]{1,80}))?(?=$|[ ,.;:?!])",
    _I,
)
_IT = re.compile(r"(?:it|they|this|that|these) ?", _I)
_IN_LIST = re.compile(r"(?:: ?|[;,] ?(?:and )?)$", _I)
"""Before a point of a list, which sets nothing beside what is told of: "what it is, how it differs from B"."""
_QUESTION_PAIR = re.compile(
    r"how (?:do |does |did |have |has )?(?P<x>[^.;:?!]{1,90}? and [^.;:?!]{1,50}?) "
    r"(?P<verb>perform|fare|rank|behave|score|handle|approach|treat|regulate|deal with|manage|address|organi[sz]e|"
    r"support|implement|price|protect|solve|tackle)s?(?P<rest>(?: (?:on|in|at|with|under))? [^.;:?!]{2,80})?",
    _I,
)
_PAIR_OF_NAMES = re.compile(
    r"[Hh]ow (?:(?:do|does|did|have|are|can) )?"
    r"(?P<x>(?:the )?[A-Z][\w.+&'-]*(?: [A-Z\d][\w.+&'-]*)*(?:, [^,.?!]{1,30})*,? and "
    r"(?:the )?[A-Z][\w.+&'-]*(?: [A-Z\d][\w.+&'-]*)*) [a-z]+ (?P<rest>[^.;:?!]{2,80})"
)
_TO_AXES = re.compile(r"(?:in terms of|with respect to|when it comes to|on|in|at|with|under) ")
_DIFFERENCES_IN = re.compile(
    r"(?:differences?|similarities|contrasts?|gaps?|comparison)(?: and \w+)? (?:in|of|regarding|concerning) "
    r"(?P<axes>[^.;:?!]{2,60}?) (?:between|among|across) (?=\S)",
    _I,
)
_THAN = re.compile(
    r"(?:is|are|was|were|why|does|do|would|makes?) (?P<x>[^.;:?!]{1,60}?) (?:\w{3,}er(?= than)|(?:\w+er|better|"
    r"worse)(?= (?:\w+ )?(?:\w+ )?than)(?<!power)|(?:more|less) "
    r"\w+)(?: \w+){0,3}? than (?P<y>[^.;:?!,]{1,60})",
    _I,
)
_TOLD_THAN = re.compile(
    r"(?:(?:that|whether|if|because|thinks?|believes?|says?) |^|, )(?P<x>(?:(?! (?:that|whether|"
    r"if) )[^.;:?!,]){1,60}?) (?:is|are|was|were) (?:really |"
    r"much |far )?(?:\w{3,}er|better|worse|(?:more|less) \w+) than (?P<y>[^.;:?!,]{1,60})",
    _I | re.MULTILINE,
)
_WORTH = re.compile(
    r"(?:^|[,;:] |\b(?:is|are|if|whether) )(?P<x>[^.;:?!,]{1,60}?) (?:(?:is|are|be|really|even|still) )*worth "
    r"[^.;:?!,]{1,30}? (?:over|than|compared (?:to|with)|versus|vs\.?|against|instead of) (?P<y>[^.;:?!,]{1,60})",
    _I | re.MULTILINE,
)
"""What is worth more than another: "is A worth it over B", "A worth the money compared with B"."""
_APART = re.compile(
    r"(?:distinguish|separat|differentiat|tell|sets?)(?:e|s|es|ing)? (?:apart )?(?P<x>[^.;:?!]{1,60}?) (?:apart )?from "
    r"(?P<y>[^.;:?!,]{1,60})|(?:(?:mov|migrat|switch|upgrad|chang|convert|com|"
    r"jump|step)(?:e|es|ing|ed|ion)?|go|goes|going|went|gone)(?: [^.;:?!]{1,40}?)? from "
    r"(?P<x2>[^.;:?!]{1,60}?) to (?P<y2>[^.;:?!,]{1,60})",
    _I,
)
_BESIDE = re.compile(
    r"\b(?:put|set|hold|plac|lay|line)(?:e|s|es|ting|ing)? (?P<x>[^.;:?!,]{1,80}?) (?:up )?"
    r"(?:next to|beside|against|alongside|side by side with|on (?:the )?one side,?(?: and)?) "
    r"(?P<y>[^.;:?!,]{1,60}?)(?= on the other\b|[.;:?!,]|$)",
    _I,
)
_REPLACED = re.compile(
    r"(?:replac|substitut)(?:e|es|ing) (?P<x>[^.;:?!]{1,60}?) (?:with|by) (?P<y>[^.;:?!,]{1,60})|"
    r"(?:swap|trad|exchang|ditch|chang)(?:e|es|ed|p?ing)? (?P<x2>[^.;:?!,]{1,40}?) for (?P<y2>[^.;:?!,]{1,60})",
    _I,
)
_CAPITAL = r"(?:[Tt]he )?[A-Z][\w.+&'-]*(?: [A-Z\d][\w.+&'-]*)*"
_LIKE = re.compile(
    rf"\b(?i:do|does|did|is|are|has|have|can|may|must) (?P<x>{_CAPITAL}) [a-z][^.;:?!]{{0,60}}? (?:like|as|that|which) "
    rf"(?P<y>{_CAPITAL}(?: [a-z]+)?)"
    r"(?= (?:do|does|did|is|are|has|have|can|may|must)(?:n't)?\b)"
)
"""What is asked of one as another has it: "does A have a board like B does", "what does A demand that B doesn't"."""
_BETWEEN = re.compile(
    r"(?:^|torn |undecided |hesitat\w+ |wavering |caught |stuck )between (?P<x>[^.;:?!,]{1,60}? and [^.;:?!,]{1,60})|"
    r"which (?:one )?of (?P<x2>[^.;:?!,]{1,40}? and (?:[A-Z][\w.+#-]* ?)+)",
    _I | re.MULTILINE,
)
_HAVE_OVER = re.compile(
    r"(?:advantages?|benefits?|edge|drawbacks?|disadvantages?)\b[^.;:?!]{0,40}? (?:does|do|did|has|have|would) "
    r"(?P<x>[^.;:?!]{1,50}?) (?:have|has|offer|bring|got)?\s?(?:over|against|compared (?:to|with)) "
    r"(?P<y>[^.;:?!]{1,50})"
    r"|(?:advantages? of|benefits? of|case for|arguments? for|justify|favou?r) (?P<x2>[^.;:?!]{1,50}?) (?:over|"
    r"compared (?:to|with)) (?P<y2>[^.;:?!]{1,50})",
    _I,
)
_INSTEAD = re.compile(
    r"(?:use|uses|using|choose|choosing|pick|prefer|buy|adopt|take|want|run|need|learn|switch(?:ing)? to|getting|"
    r"buying|taking|paying for) (?P<x>[^.;:?!,]{1,50}?) (?:instead of|rather than|over) (?P<y>[^.;:?!,]{1,50})",
    _I,
)
_BEATS = re.compile(
    r"\b(?:do|does|did|can|could|will|would|has|have|is|are|should) (?P<x>[^.;:?!]{1,80}?) (?:beat|outperform|outdo|"
    r"outclass|outlast|outweigh|surpass|trump|exceed|rival|match|replac|supersed)(?:e|s|ed|ing)? (?P<y>[^.;:?!]{1,80})",
    _I,
)
_THEN_WHICH = re.compile(
    r"(?P<x>[^.;:?!]{3,120}?)(?: -+ |, ?)(?=(?:so )?(?:which|what|who|whose|how)(?: one)?s?\b[^.;:!]{3,120})", _I
)
"""A list, then a question about it: "A, B and C - which one should we pick?"."""
_CHOICE_CUE = re.compile(
    r"\b(?:which|should|better|best|choos\w*|choice|whether|prefer\w*|pick|recommend|decide|"
    r"(?:do|does|are|is) \S+ .{1,40} or|lease|versus|vs)\b|\?",
    _I,
)
_EITHER_WAY = re.compile(r"\b(?:good or bad|right or wrong|(\w+) or (?:un|in|im|dis|non-?)\1)\b", _I)
"""What is asked of one thing: "kettles good or bad?"."""
_CHOICE_LEFT = re.compile(
    r": ?(?=[^:]* or )|, ?(?=[^,:]* or )|(?<![a-z])(?:choose|choosing|pick|use|buy|get|prefer|adopt|learn|take|back|"
    r"support|fund|build|install|hire|plant|between|do|does|is|are|(?:should|would|could|can|do) (?:we|i|you|one)|"
    r"it(?:'s| is)? (?:\w+ ){1,2}to(?= \w+ or to )|whether(?: to)?|recommend|of|be|go (?:with|for)) ",
    _I,
)
_VERDICT = re.compile(
    r" (?:(?:serve|suit|fit|work|do|perform|meet|help|fare|pay|scale)s?\b.*\b(?:better|best|more|worse)$|"
    r"(?:(?:is|are|was|were|be|the|an?|has|have) ){0,3}(?:(?!or |and )\w+ )?(?:less|more|fewer|better|worse|faster|"
    r"cheaper|safer|the (?:most|least|best))\b.*$)",
    _I,
)
_VERSUS = re.compile(r"(?<![a-z])(?:vs\.?|versus)(?![a-z])", _I)
_VERSUS_LEFT = re.compile(
    r"[:;,] | -+ |(?<![a-z])(?:on|of|about|between|report|compare|comparing|is|for|the|an?|analysis|understand|discuss|"
    r"into|in|explain|write|evaluate|summarise|summarize|brief|briefing) ",
    _I,
)
_NOUN_OF = r"(?P<axes>[^.;:?!]{2,70}?)"
_X = rf"(?P<x>[^.;:?!{HIDDEN}]{{2,100}}?)"
_PIECE = (
    r"(?:brief(?:ing)?|report|article|paper|memo|note|essay|summary|overview|introduction|primer|guide|piece|"
    r"write-?up|review|analysis|survey|information|everything|something|dossier|handout|fact ?sheet)"
)
_VERB_ABOUT = (
    r"(?:summari[sz]e|explain|describe|analy[sz]e|assess|evaluate|discuss|outline|review|investigate|examine|explore|"
    r"research|study|trace|introduce|look into|report on|"
    r"tell (?:me|us|them) (?:something |all |more )?about|write about|i(?:'d| would) like to (?:know|"
    r"understand|learn)(?: more)?(?: about)?)"
)
_ABOUT_END = (
    rf"(?=$|[.;:?!]|,? ?{HIDDEN}|, (?:for|in|with|about|no|max|roughly|around)\b| (?:for|since|in (?:about|under|no|at|"
    rf"\d)|with)\b)"
)
_SINGLE = tuple(
    re.compile(pattern, _I)
    for pattern in (
        rf"(?:what|which \w+) (?:do|does|did) {_X} (?:say|recommend|advise|state|require|prescribe|think|report|teach|"
        r"mandate|demand|propose|mean|imply|involve|let|allow)s? (?:about|on|for|regarding|with regard to|"
        r"concerning)? ?(?P<axes>[^.;:?!]{2,80})",
        r"(?:pros and cons|advantages and disadvantages|strengths and weaknesses|arguments for and against|"
        rf"case for and against|benefits and (?:risks|drawbacks)|risks and benefits) (?:of )?{_X}(?=$|[.;:?!])",
        rf"(?:an? )?(?:the )?(?P<axes>(?:impact|influence|effects?)) of {_X} on [^.;:?!]+",
        rf"what (?:caused|causes|led to|drives|drove|explains) {_X}(?=$|[.;:?!])",
        rf"(?:what|which) (?P<axes>[^.;:?!]{{2,50}}?) (?:do|does|did|has|have|can) {_X} (?:use|have|offer|support|add|"
        r"provide|need|rely on|implement|take|added|contain|include)s?(?=$|[ .;:?!])",
        rf"what {_X} (?:says?|said|reports?|states?) (?:about|on) (?P<axes>[^.;:?!]{{2,80}})",
        rf"(?:what|who|which|where) (?:is|are|were|was) (?:the )?{_NOUN_OF} (?:of|behind|in|for) {_X}(?=$|[.;:?!])",
        rf"(?:what|which) (?P<axes>[^.;:?!]{{2,40}}?) (?:influence|affect|drive|determine|shape|govern|"
        rf"cause)s? {_X}(?=$|[.;:?!])",
        rf"(?:evidence|literature|research|findings|debate|views|sentiment|news|data|state of the art|consensus) "
        rf"(?:on|about|regarding) {_X}{_ABOUT_END}",
        rf"how (?:has|have|had) {_X} (?:changed|affected|influenced|shaped|transformed|altered|reshaped|evolved)\b",
        rf"how (?:do|does|did|is|are|can|has|have) {_X} (?:work|function|operate|come about|evolve|develop|arise|made|"
        r"built|governed|funded|regulated|organi[sz]ed|changed)s?(?=$|[ .;:?!])",
        rf"(?:{_VERB_ABOUT}|(?:an? |the )?overview of) (?:the )?{_NOUN_OF} (?:of|behind) {_X}{_ABOUT_END}",
        rf"\b{_PIECE}\b(?:[^.;:?!]{{0,30}}?|[^.;:?!]{{0,6}}{HIDDEN}{{2,90}}[^.;:?!]{{0,4}}) (?:on|about|of|"
        rf"to) {_X}(?=$|[.;:?!]|,? ?{HIDDEN}| (?:for|since|that|which)\b)",
        rf"{HIDDEN} (?:on|about) {_X}{_ABOUT_END}",
        rf"(?:explain|describe|understand|know|learn)[^.;:?!]{{0,30}}? what (?:an? |the )?{_X} (?:is|are|"
        rf"means?)(?=$|[.;:?!,])",
        rf"(?<![a-z])(?:write|tell (?:me|us|them)|learn|know|read up) (?:more )?about {_X}(?=$|[.;:?!])",
        rf"according to (?:the )?{_X}(?=$|[.;:?!,])",
        rf"{_VERB_ABOUT} {_X}{_ABOUT_END}",
        rf"\b(?:what|who) (?:is|are|was|were) (?:an? |the )?{_X}(?=$|[.;:?!])",
    )
)


_WHOLE = (0, 3)
"""Of `_SINGLE`, those that say themselves where x ends: no word within it ends the name."""


def frames(bare: str, start: int, end: int) -> Iterator[Frame]:
    """Yield what the sentence at bare[start:end] may compare or tell of; offsets are those of `bare`."""
    if not re.search("[A-Za-z]", bare[start:end]):
        return
    for match in _COMPARE.finditer(bare, start, end):
        yield from _compared(bare, match, sentence_end(bare, match.end()))
    sentence = bare[:end]
    for match in _DIFFERENCES_IN.finditer(sentence, start):
        items, more, others = operands(bare, match.end(), end)
        axes = (match.span("axes"), *more)
        yield Frame(items=items, axes=axes, rank=3, start=match.start(), others=others)
    for match in _PAIR_OF_NAMES.finditer(sentence, start):
        yield _pair_of(bare, match)
    for match in _QUESTION_DIFFER.finditer(sentence, start):
        if not (_IT.fullmatch(match["x"]) and _IN_LIST.search(bare, 0, match.start())):
            yield from _pair(bare, match, end, 3)
    for match in _QUESTION_PAIR.finditer(sentence, start):
        yield _pair_of(bare, match)
    beside = _BESIDE.search(sentence, start)
    for pattern in (
        _BESIDE if beside else _PASSIVE, _THAN, _WORTH, _HAVE_OVER, _TOLD_THAN, _APART, _REPLACED, _BETWEEN, _INSTEAD,
        _BEATS, _LIKE,
    ):  # fmt: skip
        for match in pattern.finditer(sentence, start):
            yield from _pair(bare, match, end, 2)
    if match := _THEN_WHICH.match(bare, start, end):
        items, _, others = operands(bare, *match.span("x"))
        if len(items) > 1:
            yield Frame(items=items, rank=2, start=match.start(), others=others)
    yield from _versus(bare, start, end)
    yield from _choice(bare, start, end)
    for position, pattern in enumerate(_SINGLE):
        if match := pattern.search(sentence, start):
            yield _single(bare, match, position)
            break


def _compared(bare: str, verb: re.Match[str], end: int) -> Iterator[Frame]:
    start = verb.end()
    while start < end and bare[start] in " :":
        start += 1
    if _ONLY_AGAINST.match(verb[0]) and not re.search(r" (?:against|versus|vs\.?|with) ", bare[start:end]):
        return
    if of := _AXES_OF.match(bare, start, end):
        inner = operands(bare, of.end(), end)
        several = len(inner[0]) > 1
        if several or of["the"] or re.match(r"(?:the|top|leading|main|common|popular) ", bare[of.end() : end], _I):
            topics = () if is_placeholder(of["axes"]) else (of.span("axes"),)
            items, more, others = inner
            yield Frame(items=items, axes=more, topics=topics, rank=3, start=verb.start(), others=others)
            return
    if bare[end - 1 : end] == ":" and (lines := listed_lines(bare, end)):
        both = above(bare, start, end)
        yield Frame(items=both or lines, rank=3, start=verb.start())
        return
    items, more, others = operands(bare, start, end)
    if len(items) == 1 and not more and is_placeholder(bare[slice(*items[0])]):
        more = _generic_axes(bare, items[0][1], end)
    items, told = places(bare, items, more)
    more = () if told else more
    yield Frame(items=items, axes=more, topics=told, rank=3, start=verb.start(), others=others)


def _pair_of(bare: str, match: re.Match[str]) -> Frame:
    """Return the frame of a pattern with both names in x, and what is asked of them after the verb."""
    items, _, others = operands(bare, *match.span("x"))
    axes: tuple[Span, ...] = ()
    if match["rest"]:
        start, end = trim(bare, *match.span("rest"))
        lead = _TO_AXES.match(bare, start, end)
        axes = ((lead.end() if lead else start, end),)
    return Frame(items=items, axes=axes, rank=2, start=match.start(), others=others)


def about(bare: str, start: int, end: int) -> Frame:
    """Return the frame of a line that says what it is about: "Topic: drug policy in Spain and Portugal"."""
    items, more, others = operands(bare, start, end)
    items, told = places(bare, items, more)
    return Frame(items=items, axes=() if told else more, topics=told, rank=1, start=start, others=others)


def _generic_axes(bare: str, start: int, end: int) -> tuple[Span, ...]:
    match = re.compile(rf" ?(?:{AXIS_PREP}|:) ", _I).match(bare, start, end)
    return ((match.end(), end),) if match else ()


_BEFORE_X = re.compile(
    r".*,? (?:and|but) (?:when|how|why|where|whether|what) (?:is|are|does|do|was|were|should) |"
    r"\w+ (?:is|are|was|were) (?=[A-Z])|(?:what's|what is|what are|what has|looking|review|report|analysis|brief|"
    r"evidence|case).* "
    r"(?:in|of|with|about|for|on) |how \w+ (?:is|are|was|were) (?:the )?",
    _I,
)


_COPULA = re.compile(r"(?<=\w) (?:is|are|was|were)$", _I)
"""What ends a side before "different from"."""


def _pair(bare: str, match: re.Match[str], end: int, rank: int) -> Iterator[Frame]:
    """Yield the frame of a pattern with x and y, or x alone that holds both."""
    groups = match.groupdict()
    x = "x" if groups.get("x") else "x2"
    y = "y" if groups.get("y") else "y2"
    start, stop = match.span(x)
    if copula := _COPULA.search(bare, start, stop):
        stop = copula.start()
    items, axes, others = operands(bare, start, stop)
    if groups.get(y):
        if lead := _BEFORE_X.match(bare, start, stop):
            items, _, _ = operands(bare, lead.end(), stop)
        second, axes, _ = operands(bare, match.start(y), end)
        short = all(bare[a:b].count(" ") < 3 for a, b in second)
        items = (*(items or (trim(bare, start, stop),)), *(second if short else second[:1]))
        others = ()
    else:
        axes = after(bare, match.end(), end)
    yield Frame(items=items, axes=axes, rank=2, start=match.start(), others=others)


def _versus(bare: str, start: int, end: int) -> Iterator[Frame]:
    """Yield what stands around "vs": "A vs. B vs. C: x, y"."""
    if not (first := _VERSUS.search(bare, start, end)):
        return
    left = start
    for lead in _VERSUS_LEFT.finditer(bare, start, first.start()):
        left = lead.end()
    items, axes, others = operands(bare, left, sentence_end(bare, first.end()))
    yield Frame(items=items, axes=axes, rank=2, start=left, others=others)


def _choice(bare: str, start: int, end: int) -> Iterator[Frame]:
    """Yield the names around "or": "should we choose A or B for …", "which is better: A or B?"."""
    sentence = bare[start : end + 1]
    joint = re.search(r" or (?!less\b|more\b|fewer\b|so\b|not\b)", bare[start:end])
    if not joint or not _CHOICE_CUE.search(sentence) or _EITHER_WAY.search(sentence):
        return
    left, place = start, start + joint.start()
    first_comma = bare.find(",", start, place)
    for lead in _CHOICE_LEFT.finditer(bare, start, end):
        if lead.end() > place:
            break
        if lead[0][0] == "," and first_comma < lead.start():
            continue  # a list of three: "Zurich, Vienna or Copenhagen"
        left = lead.end()
    right = end
    if comma := re.compile(r", (?!or )|[?] ?| -+ ").search(bare, place, end):
        right = comma.start()
    last = place + joint.end() - joint.start()
    if (verdict := _VERDICT.search(bare, last, right)) and bare[last : verdict.start()] != "just":
        right = verdict.start()
    items, axes, others = operands(bare, left, right)
    items = tuple(_proper(bare, *span) for span in items)
    if len(items) > 1:
        yield Frame(items=items, axes=axes, rank=2, start=left, others=others)


_PROPER = re.compile(
    r"[A-Z][\w.+#&'/-]*(?: (?:[A-Z\d][\w.+#&'/-]*|&|of|the(?= [A-Z])))*(?= (?!over |of |with |by |in |on )[a-z])"
)


def _proper(bare: str, start: int, end: int) -> Span:
    """Return the span of the proper name that a clause opens with: "LibreSSL handles …"; all of it without one."""
    match = _PROPER.match(bare, start, end)
    return match.span() if match else (start, end)


def _single(bare: str, match: re.Match[str], position: int) -> Frame:
    groups = match.groupdict()
    start, limit = match.span("x")
    if to := re.compile(r" (?:to|for|with) ").search(bare, start, limit):
        limit = to.start()
    items, more, others = operands(bare, start, limit, stop=position not in _WHOLE)
    topics: tuple[Span, ...] = (match.span("axes"),) if groups.get("axes") else ()
    axes: tuple[Span, ...] = ()
    if colon := re.compile(r" ?: ?(?=[a-zA-Z])").match(bare, match.end()):
        axes = ((colon.end(), sentence_end(bare, colon.end())),)
    items = items or ((start, limit),)
    items, told = places(bare, items, more)
    if told:
        more, topics = (), (*told, *topics)
    return Frame(items=items, axes=(*axes, *more), topics=topics, rank=1, start=match.start(), others=others)
