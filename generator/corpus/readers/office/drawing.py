"""Formulas of office programs (OMML) on one line, and what a mark of a run says."""

from collections import defaultdict
from xml.etree.ElementTree import Element

from generator.language import notes

OFF = ("0", "false", "off", "none", "noStrike")


def on(properties: Element | None, *names: str) -> bool:
    """Tell whether one of the marks is set among the properties of a run or paragraph."""
    if properties is None:
        return False
    found = [properties.find(name) for name in names]
    return any(mark is not None and mark.get("val", "true") not in OFF for mark in found)


_FORMS = {
    "sSup": "{e}^{{{sup}}}",
    "sSub": "{e}_{{{sub}}}",
    "sSubSup": "{e}_{{{sub}}}^{{{sup}}}",
    "f": "({num})/({den})",
    "rad": "√({e})",
    "nary": "∑_{{{sub}}}^{{{sup}}} {e}",
}
"""Tag → how it is typed; the fields are the tags of its parts."""


def formula(node: Element) -> str:
    """Return a formula as one would type it: 10^{25}, (a)/(b)."""
    if node.tag == "t":
        return node.text or ""
    if node.tag == "d":
        return f"({', '.join(_inner(child) for child in node if child.tag == 'e')})"
    if node.tag in _FORMS:
        return _FORMS[node.tag].format_map(defaultdict(str, {child.tag: _inner(child) for child in node}))
    return _inner(node)


def _inner(node: Element) -> str:
    return "".join(formula(child) for child in node if not child.tag.endswith("Pr"))


def script(text: str, position: str) -> str:
    """Return raised ("superscript", "super") or lowered text as plain text that keeps it apart."""
    if position.startswith("super"):
        return notes.superscript(text, "")
    return notes.lower(text) if position.startswith("sub") else text
