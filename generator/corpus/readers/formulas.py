"""Formulas of a page as text: the TeX that they were made of, MathML written on a line, or a mark that none is known.

A formula without a text would leave a sentence that reads as if nothing stood there; the mark makes it unusable.
"""

import re

from generator.corpus.readers.markup import Node
from generator.language import text as language_text

UNKNOWN = "{formula}"
"""Stands for a formula of which nothing can be read. No sentence with a brace is quoted."""
_TEX = ("application/x-tex", "latex", "tex", "application/tex", "text/latex")
_CONTAINER = re.compile(
    r"(?:^|\s)(?:katex(?:-display|-mathml)?|mathjax\w*|mwe-math-element|mjx-\w+|math(?:-inline|-display)?)(?:\s|$)",
    re.I,
)
_IMAGE = re.compile(
    r"(?:^|[\s_/.-])(?:latex|tex|math|formula|equation|codecogs|mathtex|mwe-math\S*|ee_img)(?:$|[\s_/.?-])", re.I
)
_WRAPPER = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(.*)\}$", re.DOTALL)
_MARKS = {"msup": "^", "mover": "^", "msub": "_", "munder": "_"}


def text(node: Node, parent: Node) -> str | None:
    """Return the text of a formula, "" for a second copy of one, None for a node that is no formula."""
    if node.tag == "math":
        return _of_math(node)
    if _is_script(node):
        return f"${node.strings().strip()}$"
    if node.tag == "img":
        return _of_image(node)
    names = node.attributes.get("class", "")
    if node.tag in ("mjx-container", "span", "div", "nobr") and (
        node.tag == "mjx-container" or _CONTAINER.search(names)
    ):
        drawn = re.search(r"(?:^|\s)MathJax", names) and any(map(_is_script, parent.children))
        return "" if drawn else _of_container(node, names)
    return None


def _is_script(node: Node | str) -> bool:
    """Tell whether a node holds the TeX that MathJax 2 drew a formula of."""
    return (
        isinstance(node, Node)
        and node.tag == "script"
        and node.attributes.get("type", "").lower().startswith("math/tex")
    )


def _of_container(node: Node, names: str) -> str | None:
    math = next((inner for inner in node.walk() if inner.tag == "math"), None)
    if math is not None:
        return _of_math(math)
    script = next(filter(_is_script, node.walk()), None)
    if script is not None:
        return f"${script.strings().strip()}$"
    image = next((inner for inner in node.walk() if inner.tag == "img"), None)
    if image is not None and image.attributes.get("alt"):
        return _tex(image.attributes["alt"])
    held = node.text()
    if "MathJax_Preview" in names:
        return ""
    if re.search(r"\\\(.*\\\)|\\\[.*\\\]|\$.*\$", held):
        return held  # what a script has still to draw
    return UNKNOWN if re.search(r"katex|mjx|mwe|mathjax", names, re.I) or node.tag == "mjx-container" else None


def _of_image(node: Node) -> str | None:
    alt = node.attributes.get("alt", "").strip()
    source = node.attributes.get("src", "")
    said = f"{node.attributes.get('class', '')} {'' if source.startswith('data:') else source}"
    if not _IMAGE.search(said) and not re.search(r"\\[a-z]+|[\^_]\{", alt):
        return None
    return _tex(alt) if alt else UNKNOWN


def _of_math(node: Node) -> str:
    alttext = node.attributes.get("alttext", "").strip()
    if alttext:
        return _tex(alttext)
    for inner in node.walk():
        if inner.tag == "annotation" and inner.attributes.get("encoding", "").lower() in _TEX:
            return f"${_tex(inner.strings())}$"
    return _line(node) or UNKNOWN


def _tex(words: str) -> str:
    words = " ".join(words.split())
    match = _WRAPPER.match(words)
    return match[1].strip() if match else words


def _line(node: Node) -> str:
    """Return MathML written on one line."""
    if node.tag in ("annotation", "annotation-xml"):
        return ""
    parts = [child if isinstance(child, str) else _line(child) for child in node.children]
    parts = [" ".join(part.split()) for part in parts if part.strip()]
    if node.tag in _MARKS and len(parts) == 2:
        return f"{parts[0]}{_MARKS[node.tag]}{_grouped(parts[1])}"
    if node.tag in ("msubsup", "munderover") and len(parts) == 3:
        return f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}"
    if node.tag == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if node.tag == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    if node.tag == "mroot" and len(parts) == 2:
        return f"√[{parts[1]}]{_grouped(parts[0])}"
    return "".join(parts) if node.tag != "mtr" else " ".join(parts) + " "


def _grouped(part: str) -> str:
    return part if re.fullmatch(r"\w+|[-−]\d+", part) else "{" + part + "}"


_INLINE = re.compile(rf"\$(?!\s*\$)([^$\n{language_text.HAN}，。；、]{{1,160}})\$")
"""A formula of a Markdown line between dollars; what holds Chinese words is text between two of them."""
_SUM = re.compile(r"\d[\d .,×+/()%-]*[\d%]")
_WORDS = re.compile(
    r"\\(?:mathrm|mathbf|mathit|mathsf|text|textrm|textbf|operatorname|rm|bf)\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_GAPS = re.compile(
    r"\\[,;:!]|\\(?:q?quad|displaystyle|textstyle|scriptstyle|left|right|phantom)\b|\\[bB]igg?\s*[.|]?|\\ |~"
)
_SIGNS = {
    "times": "×", "sim": "～", "pm": "±", "mp": "∓", "cdot": "·", "div": "÷", "approx": "≈", "neq": "≠", "circ": "°",
    "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "prime": "′", "infty": "∞",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "theta": "θ", "lambda": "λ", "mu": "μ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "omega": "ω", "Omega": "Ω",
}  # fmt: skip
_SIGN = re.compile(r"\\(" + "|".join(sorted(_SIGNS, key=len, reverse=True)) + r")(?![A-Za-z])")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SHIFTED = re.compile(r"\s*([\^_])\s*(?:\{([^{}]*)\}|([\d°′]))")


def line(words: str) -> str:
    """Return a line of Markdown with its plain formulas, numbers with units and the like, as text: 20 m, kg·hm⁻².

    What cannot be written so stays as it is, and so does what may be money between two dollars.
    """
    return _INLINE.sub(lambda match: _written(match[1]) or match[0], words) if words.count("$") > 1 else words


def _written(tex: str) -> str:
    """Return a formula as text, "" where it cannot be written on a line, or is none."""
    if "\\" not in tex and "^" not in tex and not (_SUM.fullmatch(tex) and re.search(r"\d \d|\d \.", tex)):
        return ""
    words = tex.replace("\\%", "%")
    while (bare := _WORDS.sub(lambda m: m[1].replace(" ", "").replace("~", " "), words)) != words:
        words = bare
    words = _SIGN.sub(lambda match: _SIGNS[match[1]], _GAPS.sub(" ", words))
    words = _SHIFTED.sub(_shifted, words)
    words = re.sub(r"[{}]", "", words) if not re.search(r"\\|[\^_]", words) else words
    words = re.sub(r"(?<=[\d.,])\s+(?=[\d.,%])", "", words)
    words = " ".join(re.sub(r"\s*([×～±·])\s*", r"\1", words).replace("° C", "°C").split())
    return "" if re.search(r"[\\{}^_]", words) else words


def _shifted(match: re.Match[str]) -> str:
    inner = "".join((match[2] if match[2] is not None else match[3]).split())
    if inner.startswith("[") or inner in ("°", "′"):  # the number of a note, a degree
        return inner
    if not re.fullmatch(r"[\d+−-]+", inner):
        return match[0]
    return inner.translate(_RAISED if match[1] == "^" else _LOWERED)
