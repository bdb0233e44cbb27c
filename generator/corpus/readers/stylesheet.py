"""Style sheets inside a page, as far as they say that something is not shown, struck out or raised.

Only rules of one simple selector (`.old`, `#note`, `s`, `p.gone`) outside of media queries: no cascade.
"""

import re
from dataclasses import dataclass, field

from generator.corpus.readers.markup import Node

MOST = 500_000
"""Characters of style sheets that are looked at."""
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?")
_TELLING = re.compile(
    r"(?:display|visibility|opacity|text-decoration(?:-line)?|vertical-align)\s*:[^;]*", re.IGNORECASE
)


@dataclass(slots=True)
class Rules:
    """(tag, class or id with its mark) to declarations."""

    by_selector: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, node: Node) -> str:
        """Return the declarations for a node, joined."""
        if not self.by_selector:
            return ""
        names = ["", *("." + name for name in node.attributes.get("class", "").split())]
        names.append("#" + node.attributes.get("id", ""))
        return ";".join(self.by_selector.get((tag, name), "") for name in names for tag in ("", node.tag))


def rules(root: Node) -> Rules:
    """Return the telling rules of the style sheets in a page."""
    found = Rules()
    left = MOST
    for node in root.walk():
        if node.tag == "style" and node.attributes.get("media", "all") in ("all", "screen", ""):
            text = node.strings()[:left]
            left -= len(text)
            for selectors, body in _RULE.findall(_plain(text)):
                told = ";".join(_TELLING.findall(body))
                for selector in selectors.split(",") if told else ():
                    match = _SELECTOR.fullmatch(selector.strip())
                    if match and selector.strip():
                        key = (match[1] or "", (match[2] or "") + (match[3] or ""))
                        found.by_selector[key] = f"{found.by_selector.get(key, '')};{told}"
    return found


def _plain(text: str) -> str:
    """Return a style sheet without comments and without blocks that hold rules of their own (@media, @supports)."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", "", text, flags=re.DOTALL)
    return re.sub(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", "", text)
