"""Style sheets inside a page, as far as they say that something is not shown, struck out or raised.

Selectors of tags, classes and ids, inside each other (`.a p`, `.a > p.old`), in rules for the screen; the more exact
and the later rule wins, as in a browser. Rules with other selectors (`:hover`, `[open]`) are not looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.corpus.readers.markup import Node

MOST = 500_000
"""Characters of style sheets that are looked at."""
MOST_RULES = 5_000
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?:\*|[a-z][a-z0-9]*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_TELLING = re.compile(
    r"(display|visibility|opacity|clip(?:-path)?|pointer-events|text-decoration(?:-line)?|vertical-align)\s*:\s*([^;]*)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"@(?:media\s+(?:only\s+)?(?:screen|all)|layer\s*[\w.-]*|supports[^{;]*)\s*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}"
)
"""Blocks of rules that hold on every screen."""


@dataclass(frozen=True, slots=True)
class _Rule:
    compounds: tuple[tuple[str, frozenset[str]], ...]
    """(tag or "", classes and ids with their marks), the innermost first."""
    direct: tuple[bool, ...]
    """Whether each compound must be the parent of the one before it, not only an ancestor."""
    weight: tuple[int, int, int, int]
    """Ids, classes and tags of the selector, and its place among the rules."""
    told: tuple[tuple[str, str], ...]
    """(property, value)."""

    def applies(self, node: Node, above: Sequence[Node]) -> bool:
        """Tell whether the rule is for `node`; `above` are its ancestors, the outermost first."""
        return _fits(node, self.compounds[0]) and self._inside(1, len(above), above)

    def _inside(self, position: int, depth: int, above: Sequence[Node]) -> bool:
        if position == len(self.compounds):
            return True
        for at in range(depth - 1, -1, -1):
            if _fits(above[at], self.compounds[position]) and self._inside(position + 1, at, above):
                return True
            if self.direct[position]:
                return False
        return False


@dataclass(slots=True)
class Rules:
    """The telling rules of a page, by a class, id or tag that each of them needs."""

    by_need: dict[str, list[_Rule]] = field(default_factory=dict)

    def of(self, node: Node, above: Sequence[Node]) -> str:
        """Return the declarations for a node, less those that its own style takes back."""
        if not self.by_need:
            return ""
        needs = ("", node.tag, *_names(node))
        found = [rule for need in needs for rule in self.by_need.get(need, ()) if rule.applies(node, above)]
        told: dict[str, str] = {}
        for rule in sorted(found, key=lambda rule: rule.weight):
            told |= {key: value for key, value in rule.told if "!important" not in told.get(key, "")}
            told |= {key: value for key, value in rule.told if "!important" in value}
        own = {key.lower() for key, _ in _TELLING.findall(node.attributes.get("style", ""))}
        return ";".join(f"{key}:{value}" for key, value in told.items() if key not in own or "!important" in value)


def rules(root: Node) -> Rules:
    """Return the telling rules of the style sheets in a page."""
    found = Rules()
    left, number = MOST, 0
    for node in root.walk():
        if node.tag != "style" or node.attributes.get("media", "all") not in ("all", "screen", ""):
            continue
        text = node.strings()[:left]
        left -= len(text)
        for selectors, body in _RULE.findall(_plain(text)):
            told = tuple((key.lower(), value.strip().lower()) for key, value in _TELLING.findall(body))
            for selector in selectors.split(",") if told and number < MOST_RULES else ():
                if rule := _rule(selector, number, told):
                    number += 1
                    tag, names = rule.compounds[0]
                    found.by_need.setdefault(min(names, default=tag), []).append(rule)
    return found


def _rule(selector: str, number: int, told: tuple[tuple[str, str], ...]) -> _Rule | None:
    parts = re.sub(r"\s*>\s*", " >", selector.strip()).split()[::-1]
    bare = [part.removeprefix(">") for part in parts]
    if not parts or parts[-1].startswith(">") or not all(part and _COMPOUND.fullmatch(part) for part in bare):
        return None
    compounds = tuple((_tag(part), frozenset(re.findall(r"[.#][\w-]+", part))) for part in bare)
    names = [name for _, held in compounds for name in held]
    ids = sum(name[0] == "#" for name in names)
    weight = (ids, len(names) - ids, sum(bool(tag) for tag, _ in compounds), number)
    direct = (False, *(part.startswith(">") for part in parts[:-1]))
    return _Rule(compounds, direct, weight, told)


def _tag(part: str) -> str:
    tag = re.split("[.#]", part)[0].lower()
    return "" if tag == "*" else tag


def _names(node: Node) -> list[str]:
    """Return the classes and the id of a node with their marks."""
    return ["." + name for name in node.attributes.get("class", "").split()] + ["#" + node.attributes.get("id", "")]


def _fits(node: Node, compound: tuple[str, frozenset[str]]) -> bool:
    tag, names = compound
    return tag in ("", node.tag) and (not names or names.issubset(_names(node)))


def _plain(text: str) -> str:
    """Return a style sheet without comments and without blocks of rules (@media) that do not hold on every screen."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", "", text, flags=re.DOTALL)
    text = _OPENS.sub(r"\1", text)
    return re.sub(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})", "", text)
