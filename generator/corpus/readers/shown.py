"""What a reader of a page sees: hidden and struck-out parts taken out of the tree, formulas made text.

As in a browser that runs the page's scripts. What is transparent only until a script has loaded (WeChat's articles, the
page builders' animations) is read; what is struck out was withdrawn by its author; a formula is its TeX.
"""

import re

from generator.corpus.readers import formulas, stylesheet
from generator.corpus.readers.markup import Node

STRUCK = frozenset(("s", "del", "strike"))
LONG = 200
"""Characters from which a part that is transparent, or marked as decoration for screen readers, holds text."""
MOST = 0.5
"""Share of a page's text from which a transparent part is taken for the text itself, not yet shown."""
_GONE = re.compile(
    r"display\s*:\s*none|font-size\s*:\s*0+(?:\.0+)?(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\((?:[\s,]*[01](?:px)?){4}\s*\)|clip-path\s*:\s*inset\((?:50|100)%\)"
)
_FOR_SCREEN_READERS = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "screenreader-only",
     "a11y-hidden", "u-visually-hidden", "usa-sr-only", "element-invisible")
)  # fmt: skip
"""Classes by which style sheets, which a saved page may lack, hide what only a screen reader says."""
_QUOTES = re.compile(r"gmail_(?:quote|attr)|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote")
"""Classes and ids by which programs for mail mark the message that another one answers."""
_CLEAR = re.compile(r"visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0+(?:\.0*)?|\.0+)%?(?![.\d])")
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_RAISED = re.compile(r"vertical-align\s*:\s*(su(?:b|p))(?:er)?\b")
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]+)")
_WHITE = {"#fff": "white", "#ffffff": "white", "rgb(255,255,255)": "white", "rgba(255,255,255,1)": "white"}
_MOVING = re.compile(r"transform|transition|animation|will-change")
_REVEALED = re.compile(
    r"(?:^|[\s_-])(?:aos|wow|fade|fadein|animated?|animation|appear|reveal|scroll|motion|lazy|invisible|framer)"
    r"(?:$|[\s_-]|[A-Z])"
)
_REVEALING = ("data-w-id", "data-aos", "data-framer-appear-id", "data-framer-name", "data-sr-id", "data-animation",
              "data-settings", "data-reveal", "data-scroll", "data-motion", "data-animate")  # fmt: skip
_PERMALINKS = ("¶", "#", "§", "🔗", "¶#", "↩", "↩︎", "↩\ufe0e", "⏎", "↑")
_WHOLE = frozenset(("html", "body", "main", "article"))


def prune(root: Node) -> None:
    """Take out of a tree what is not shown; a node with the tag "#dropped" says what and why, in its place."""
    rules = stylesheet.rules(root)
    whole = len(root.text())
    stack: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while stack:
        node, above = stack.pop()
        above = (*above, node)
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                children.append(child)
            elif (formula := formulas.text(child, node)) is not None:
                children.append(formula)
            elif why := reason(child, style := rules.of(child, above), whole):
                children.append(Node("#dropped", {"reason": why, "text": child.text()}))
            else:
                if child.tag == "template" and "shadowrootmode" in child.attributes:
                    child.tag = "div"  # a part of the page with styles of its own, shown where it stands
                elif child.tag in ("span", "font", "small") and (
                    raised := _RAISED.search(f"{style};{child.attributes.get('style', '')}".lower())
                ):
                    child.tag = raised[1]
                children.append(child)
                stack.append((child, above))
        node.children = children


def reason(node: Node, style: str = "", whole: int = 0) -> str:
    """Return why a node is not shown, "" for one that is.

    `style` are declarations that apply to it beside its own, `whole` the characters of the page's text.
    """
    style = f"{style};{node.attributes.get('style', '')}".lower()
    if node.tag in STRUCK or _LINE_THROUGH.search(style):
        return "struck out"
    if node.tag == "a" and node.text() in _PERMALINKS and "#" in node.attributes.get("href", ""):
        return "permalink"
    named = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    if (node.tag == "blockquote" and node.attributes.get("type") == "cite") or _QUOTES.search(named):
        return "quoted message"
    if _same_colours(node.attributes.get("style", "").lower()):
        return "hidden"
    if node.tag in ("html", "body"):
        return ""  # what hides all of it is taken away by a script
    if node.tag == "dialog" and "open" not in node.attributes:
        return "hidden"
    if _GONE.search(style) or node.attributes.get("hidden", "until-found") != "until-found":
        return "hidden"
    if node.attributes.get("aria-hidden") == "true" and node.tag not in _WHOLE and len(node.text()) < LONG:
        return "hidden"
    if not _FOR_SCREEN_READERS.isdisjoint(named.split()) and len(node.text()) < LONG:
        return "hidden"
    return "hidden" if _CLEAR.search(style) and not _revealed(node, style, whole) else ""


def _same_colours(style: str) -> bool:
    """Tell whether letters are painted in the colour of what lies behind them."""
    found = {key[:5]: re.sub(r"\s", "", value) for key, value in _COLOUR.findall(style)}
    colours = {_WHITE.get(value, value) for value in found.values()}
    return len(found) == 2 and len(colours) == 1 and not colours & {"inherit", "transparent", "initial", "unset"}


def _revealed(node: Node, style: str, whole: int) -> bool:
    """Tell whether a script will show a transparent node."""
    attributes = node.attributes
    return (
        attributes.get("id") == "js_content"
        or node.tag in _WHOLE
        or any(name in attributes for name in _REVEALING)
        or bool(_MOVING.search(style))
        or bool(_REVEALED.search(attributes.get("class", "")))
        or (whole > 0 and len(node.text()) > MOST * whole)
        # nobody hides so much so, but in a window that opens
        or (not re.search("visibility|pointer-events", style) and len(node.text()) >= LONG)
    )
