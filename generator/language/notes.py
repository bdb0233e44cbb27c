"""Marks of notes in running text, and the superscripts that are none: the only place that tells them apart.

A raised number is a power, a unit or a symbol's index (10²⁵, m³, s⁻¹, R²) or leads to a note (2015³, people.³); what
stands before it tells which. In brackets it leads to a note ([3], [4–6], [a], [note 1], 〔3〕), unless the brackets are
part of the words ([1,000] people, the range [0, 1]).
"""

import re
from collections.abc import Collection, Sequence

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = "⁺⁻⁼⁽⁾ⁿⁱ"
_TO_RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_FROM_RAISED = str.maketrans(RAISED + _SIGNS, "0123456789+-=()ni")
_TO_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_FLAT = _FROM_RAISED | str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-") | {ord("™"): "TM", ord("℠"): "SM"}
_CIRCLED = "①-⑳㉑-㉟"

_NUMBERS = rf"\^?[\d{RAISED}]{{1,3}}(?:\s?[,，、–—-]\s?\^?[\d{RAISED}]{{1,3}}|⁻[{RAISED}]{{1,3}})*"
_WORDS = (
    r"(?:(?:foot)?note|nb|fn|lower-alpha|注|註|注释|脚注|Note|N|n|ref|Ref)\.?\s?[\da-z]{1,3}|[a-z]|[ivx]{2,4}|[*†‡§]"
    r"|citation needed|clarification needed|来源请求|來源請求|需要引用|\^[^\]\s]{1,40}"
)
_INNER = f"(?:{_NUMBERS}|{_WORDS})"
_PAGE = r"(?::\d{1,4}(?:[–-]\d{1,4})?(?!\d))?"  # Wikipedia: “[3]:12”
_RAISED_PAGE = re.compile(r"[:：] ?(\d{1,4}(?:[–-]\d{1,4})?)(?:, ?\d.*)?")
_BRACKETS = re.compile(rf"\[{_INNER}\]{_PAGE}|［{_INNER}］|〔{_INNER}〕|【\d{{1,3}}】")
_SUPER = re.compile(
    rf"[{RAISED}{_SIGNS}]+(?:(?:[·⋅]|(?<=⁰)\.|(?<=\d[{RAISED}])\.)[{RAISED}]+)?(?:[,，][{RAISED}]+)*|[ᵃᵇᶜᵈᵉ]|[†‡]+"
    rf"|[{_CIRCLED}]|(?<=[.。!?！？])\*(?=\s|$)"
)
_MARK = re.compile(f"{_BRACKETS.pattern}|{_SUPER.pattern}")
BRACKETED = _BRACKETS.pattern
"""A number or words in brackets that may lead to a note (a pattern without groups)."""
OPENING = rf"[{RAISED}]+|[{_CIRCLED}]|[*†‡§]+|\[\d{{1,3}}\]"
"""What the text of a note opens with (a pattern without groups)."""
AFTER_END = rf"(?:{_MARK.pattern}|[*])"
"""One mark after the closing mark of a sentence, where nothing raised has another meaning (a pattern, no groups)."""

_UNIT = re.compile(
    r"(?:(?<![A-Za-z])(?:[kcdmnhpµμ]?m|ft|yd|mi|pc|Mpc|sec|[mnµμ]?s|eV|K)|(?<=\d )in|(?<!平方)(?<!立方)[米尺])$"
)
"""Units that are raised to a power: of length, time and the few that physics divides by."""
_SYMBOL = re.compile(r"(?<![A-Za-z0-9.'’°-])[A-Za-zα-ωΑ-Ω]$|[α-ωΑ-Ω|′]$")
_TRADE = {"TM": "™", "SM": "℠", "R": "®", "®": "®", "™": "™", "©": "©"}
_EXPONENT = re.compile(r"[+−–-]?(?:\d+(?:[./]\d+)?[A-Za-z]?|[A-Za-zα-ω](?:[+−–-]\d)?)")
_LABELLED = re.compile(
    r"(?:\b(?:vitamin|group|plan|type|class|series|phase|option|hepatitis|appendix|grade|level|category|model|company|team"
    r"|table|figure|section|part|annex|schedule|programme?|language|item|note)|^) [A-Z]$|(?<![A-Za-z])I$",
    re.I,
)
"""A letter that is a label or a word, no symbol: vitamin C³."""
_LETTERED = re.compile(r"[^\W\d_]{2}$|(?<![\d.,])(?:19|20)\d\d$|[.,;:!?。，；：！？)%]$")
"""Words, years and closing marks, behind which a raised letter leads to a note."""
_POWER = re.compile(r"(?<![\d.,])(?:10|2)$|[×x*·∙⋅^=] ?\d{1,2}$")
_BARE = re.compile(r"(?<![A-Za-z\d.,–−-])[3-9]$")
"""A figure alone: raised numbers behind it are powers, unless they count the notes of the document (`numbered`)."""
_FUNCTION = re.compile(r"(?:\b(?:a?(?:sin|cos|tan)h?|log|ln|exp|lg)|\blog₂|\blog₁₀)$")
_GRID = re.compile(
    r" ?(?:(?:full |regular |uniform )?(?:grids?|cells?|pixels?|px|voxels?|images?|lattices?|boards?|arrays?|matrix"
    r"|matrices|designs?|factorials?|resolutions?|patch(?:es)?|kernels?|windows?|mesh(?:es)?|tiles?|blocks?|particles|points)\b"
    r"|的?(?:网格|像素|格点|点阵|分辨率|矩阵|方阵|方格|体素|因子|析因))"
)
"""What numbers raised to a power count: pixels of 64² images."""
_VERSION = re.compile(
    r"(?:\b(?:version|release|chapter|section|part|phase|stage|step|level|grade|tier|week|day|article|No\.)"
    r"|\b(?!(?:About|Over|Some|Nearly|Around|Roughly|Than|With|Of|The|All|Only|Almost|At|By|For|In|To|And|Or|From|Under)\b)"
    r"[A-Z][A-Za-z]+) (?:10|[2-9])$"
)
"""A number that belongs to a name: Windows 10."""
_ELEMENT = re.compile(
    r"(?:H|He|Li|Be|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Y|Zr|Nb"
    r"|Mo|Tc|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Xe|Cs|Ba|La|Ce|Nd|Sm|Eu|Gd|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Po|Rn|Ra|Th|Pa|U|Np|Pu|Am|Cm)"
    r"(?![a-z])"
)
_OPERATOR = re.compile(r" ?[=+×·/*<>≈^−-] ?[\dA-Za-zα-ω(]")
_LED = re.compile(
    r"(?:\b(?:in|by|of|from|see|to|with|and|or|than|per|via|following)|文献|参见|参考|见|如|由|据|与|和) ?$"
)
_CITED = re.compile(r"(?:文献|参见|参考|见)$")
_INTERVAL = re.compile(
    r"(?:\b(?:ranges?|intervals?|between|scale|bounds?|domain)\b|∈|区间|范围|取值)[^.。;；]{0,24}$", re.I
)
_ITEMS = re.compile(r"(?:方案|步骤|选项|类型|图|式|公式|阶段|方法|情形|条件|问题|要点|第|项|款|标号|编号)$")


def marks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) character offsets of the marks of notes in `text`, with the space before one that a
    word leads to, in order."""
    found = []
    for match in _MARK.finditer(text):
        if _is_mark(text, match):
            start = match.start()
            if match[0][0] in "[［〔" and text[start - 1 : start] == " ":
                start -= 1
            found.append((start, match.end()))
    return tuple(found)


def without(text: str, *, only: Collection[str] | None = None) -> str:
    """Return `text` without its marks of notes; `only`: without those of these."""
    pieces, at = [], 0
    for start, end in marks(text):
        if only is not None and text[start:end].strip() not in only:
            continue
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))


def dangling(text: str) -> bool:
    """Tell whether brackets of a note are a word of the sentence: “as in [3]” says nothing without its source."""
    return any(
        not _is_mark(text, match) and _LED.search(text[max(0, match.start() - 16) : match.start()])
        for match in _BRACKETS.finditer(text)
    )


def _is_mark(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 12]
    if match[0][0] in "[［〔【":
        return _bracketed(re.split("[]］〕】]", match[0][1:])[0], before, after)
    if match[0][0] in "†‡*":
        return bool(before.strip())
    if match[0][0] in "ᵃᵇᶜᵈᵉ":
        return re.search(r"[^\W\d_]{2}$|[.,;:!?。，；：！？]$", before) is not None
    if re.match(f"[{_CIRCLED}]", match[0]):
        return _circled(before, after)
    return is_note(match[0], before, after)


def _bracketed(inner: str, before: str, after: str) -> bool:
    """Tell whether brackets with a number or letter lead to a note."""
    if re.search(f"[{RAISED}]", inner) or inner.startswith("^"):
        return True
    if re.fullmatch("[a-z]", inner) and (before[-1:] in ("", " ", "“", '"', "(") or after[:1].isalpha()):
        return False  # “[a] new model”, “[t]he model”
    if re.match(r"0", inner) or re.search(r"[,，]0|[,，] 0", inner):
        return False  # [0, 1], [1,000]
    if re.fullmatch(r"\d{1,3}[,，]\d{3}", inner) and before[-1:] in ("", " "):
        return False
    if "," in inner and _INTERVAL.search(before):
        return False
    if inner[0].isdigit() and (_CITED.search(before) or (before[-1:].isspace() and _LED.search(before))):
        return False
    if not before.strip():
        return True  # left over from the sentence before
    return not (re.search(r"(?<![A-Za-z0-9])[a-z]$|[_)\]]$", before) and not re.search(r"\[[^\]]*\]$", before))


def _circled(before: str, after: str) -> bool:
    """Tell whether a circled number leads to a note: not where it counts what follows."""
    if not before.strip() or _ITEMS.search(before):
        return False
    return before[-1:] in "。！？”」』）.!?" or not after.strip() or after[0] in "，。；：、！？”」』）,.;:!?"


def is_note(raised: str, before: str, after: str) -> bool:
    """Tell whether raised digits between two pieces of text lead to a note; signs among them speak for a power."""
    plain = raised.translate(_FROM_RAISED)
    if not before.strip() or (before[-1:].isspace() and _ELEMENT.match(after)):
        return not _ELEMENT.match(after)
    if re.fullmatch(r"\d+(?:[,，-]\d+)+", plain):
        return _UNIT.search(before) is None and _POWER.search(before) is None
    if not plain.isdigit():
        return False
    if re.search(r"(?:10|[A-Za-z])[–−-]$", before):
        return False  # a minus that is not raised
    if (_POWER.search(before) or (_BARE.search(before) and plain != "1")) and not _VERSION.search(before):
        return False
    if plain in "23" and before[-1:].isdigit() and _GRID.match(after):
        return False
    if _FUNCTION.search(before) and after[:1] not in ("", ".", ",", ";"):
        return False
    if _OPERATOR.match(after) and re.search(r"(?<![\d.,])\d{1,2}$", before):
        return False
    if _ELEMENT.match(after) and (before[-1:].isspace() or before[-1:] in "(（-–/"):
        return False
    labelled = _LABELLED.search(before) and not _OPERATOR.match(after)
    if _UNIT.search(before) and not labelled:
        return int(plain) > 4
    if before[-1:] in ")]":
        return not _OPERATOR.match(after) and not re.search(r"\(\w\)$|\([^()]*[-+^·/][^()]*\)$", before)
    if _SYMBOL.search(before) and not labelled:
        return False
    return not re.search(r"(?<![A-Za-z])=\s?[A-Za-z]{1,3}$", before)  # E = mc²


def superscript(inner: str, before: str, *, leads: bool = False) -> str:
    """Return what stands raised behind `before` as plain text that keeps it apart.

    Numbers as raised characters (²⁵, ⁻¹) or with a caret (^-0.076), ordinals as they are (19th), letters and words that
    lead to a note in brackets. `leads`: the source says that it leads to a note, as a link does.
    """
    inner = " ".join(inner.split())
    if not inner or inner[0] in "[［〔":
        return inner
    if (page := _RAISED_PAGE.fullmatch(inner)) and before[-1:] == "]":
        return f":{page[1]}"
    if re.fullmatch(r"[*†‡§]{1,3}", inner) and re.search(r"[^\W\d_]{2}$|[\d.,;:!?。，；：！？)%]$", before):
        return f"[{inner[0]}]"
    bare = inner.strip("(){}")
    said = leads or inner != bare or not re.fullmatch(r"[\d,，、 –-]+|[a-z]{1,4}|[*†‡§]", bare)
    if said and _BRACKETS.fullmatch(f"[{bare}]"):
        return f"[{bare}]"
    if inner.upper() in _TRADE:
        return _TRADE[inner.upper()]
    if re.fullmatch("[a-e]", inner) and _LETTERED.search(before):
        return f"[{inner}]"
    if re.fullmatch("[a-e](?:[,，] ?[a-e])+", inner):
        return "".join(f"[{letter}]" for letter in re.findall("[a-e]", inner))
    if re.fullmatch("[A-Za-zè]+", inner) and (before[-1:].isdigit() and len(inner) > 1 or len(inner) > 3):
        return inner
    raised = inner.translate(_TO_RAISED)
    if re.fullmatch(f"[{RAISED}{_SIGNS}]+(?:[,，][{RAISED}]+)*", raised):
        return raised
    return f"^{inner.replace('−', '-').replace('–', '-')}" if _EXPONENT.fullmatch(inner) else inner


def lower(inner: str) -> str:
    """Return what stands lowered: digits as such (CO₂), letters as they are."""
    lowered = inner.strip().translate(_TO_LOWERED)
    return lowered if re.fullmatch("[₀-₉₊₋]+", lowered) else inner


def flat(text: str) -> str:
    """Return `text` with raised and lowered characters as plain ones, for comparing it with a text that knows none."""
    return text.translate(_FLAT)


def numbered(texts: Sequence[str]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return, for each text of a document in order, the offsets of raised numbers that could be powers and are marks.

    A number after 10 or a single figure is a mark when it is the next one after the note before it, and the note after
    it goes on.
    """
    places = [
        (position, match, is_note(match[0], text[max(0, match.start() - 60) : match.start()], text[match.end() :]))
        for position, text in enumerate(texts)
        for match in re.finditer(rf"(?<![{RAISED}{_SIGNS}])[{RAISED}]{{1,3}}(?![{RAISED}{_SIGNS}])", text)
    ]
    values = [int(flat(match[0])) for _, match, _ in places]

    def follows(n: int, step: int) -> bool:
        return 0 <= n + step < len(places) and places[n + step][2] and values[n + step] == values[n] + step

    found: list[list[tuple[int, int]]] = [[] for _ in texts]
    for n, (position, match, note) in enumerate(places):
        number = re.search(r"(?<![\d.,×x*·])(?<![×x*·] )(?:10|[2-9])$", texts[position][: match.start()])
        if number and not note and follows(n, -1) and (follows(n, 1) or n + 1 == len(places)):
            found[position].append(match.span())
    return tuple(map(tuple, found))
