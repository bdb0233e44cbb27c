"""A brief as one HTML file that needs nothing else: quotations in its notes, picture and style inside, no script."""

import base64
import hashlib
import re
from collections.abc import Mapping

from generator.site import brief_page, panel
from generator.site.markup import esc
from generator.site.walk import Walk

_HEADING = re.compile(r"^(#{1,3}) (.*) \{ #([\w-]+)[^}]*\}$")
_CITE = re.compile(r'<a class="(cite[\w ]*)" href="[^"]*" aria-describedby="(note-\d+) ')
_ELSEWHERE = re.compile(r'<a(?: class="[\w-]+")? href="(?!#|https?:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_ONLY_ON_THE_SITE = re.compile(r'<p class="(?:more|tags)"[^>]*>.*?</p>|<a class="listed-at"[^>]*>.*?</a>', re.DOTALL)
_DARK = re.compile(r'\[data-md-color-scheme="slate"\] (\{[^}]*\})')
"""The colours of the site's dark scheme in its style sheet; the site switches, a file follows the system."""
_SCREEN_ONLY = re.compile(r'^<h1 .*$|<style>(?s:.*?)</style>\n?'
                          r'|^<nav class="contents".*$|^<div><details class="badge.*$',
                          re.MULTILINE)  # fmt: skip
"""What a word processor must not take over: the title again, the style, the contents, the rules; a line each."""
_FRAME = """
:root { --md-default-bg-color: #fff; --md-default-fg-color: var(--bp-ink); }
body { background: var(--md-default-bg-color); color: var(--bp-ink); }
.md-typeset a { color: var(--bp-accent); }
body { font-family: "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
  system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font-size: 1rem; }
html { font-size: 20px; }
body:lang(en) { font-family: system-ui, sans-serif; }
table { border-spacing: 0; }
.md-typeset .card ul, .md-typeset ul.documents, .md-typeset ul.citing { padding: 0; }
[dir] .md-typeset details > summary { padding-left: 0; }
[dir] .md-typeset details.badge > summary { list-style: none; position: relative; padding-left: 1.3rem; }
[dir] .md-typeset details.badge > summary::before { position: absolute; }
"""


def render(walk: Walk, images: Mapping[str, tuple[str, bytes]], rules: panel.Rules, css: str) -> str:
    """Return the whole file. `images`: hash of a picture → (staged path, bytes); `css`: the site's style sheet."""
    paths = {sha256: path for sha256, (path, _) in images.items()}
    parts = brief_page.render(walk, paths, rules).split("\n---\n", 1)[1].split("\n\n")
    body = "\n".join(_html(part.strip()) for part in parts if part.strip())
    body = _ONLY_ON_THE_SITE.sub("", body)
    body = _CITE.sub(r'<a class="\1" href="#\2" aria-describedby="\2 ', body)
    body = _ELSEWHERE.sub(r"\1", body)
    for path, data in images.values():
        kind = "jpeg" if path.endswith("jpg") else path.rsplit(".", 1)[-1]
        inside = f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
        body = body.replace(f'src="../{path}"', f'src="{inside}"')
    dark = "".join(f":root {colours}" for colours in _DARK.findall(css))
    style = f"{css}{_FRAME}@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; img-src data:"
    return (
        f'<!doctype html>\n<html lang="{walk.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{esc(walk.brief.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body dir="ltr"><main class="md-typeset">\n{body}\n</main></body>\n</html>\n'
    )


def for_word(page: str) -> str:
    """Return what `render` made, without what only a browser's window needs."""
    return _SCREEN_ONLY.sub("", page)


def _html(part: str) -> str:
    """Turn a part of a staged page into HTML: headings are the only Markdown in it."""
    found = _HEADING.match(part)
    if not found:
        return part
    level = len(found[1])
    return f'<h{level} id="{found[3]}">{found[2]}</h{level}>'
