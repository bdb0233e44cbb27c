"""Formulas of a page as text: the TeX that they were made of, MathML written on a line, or a mark that none is known.

A formula without a text would leave a sentence that reads as if nothing stood there; the mark makes it unusable.
"""

import re

from generator.corpus.readers.markup import Node

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
