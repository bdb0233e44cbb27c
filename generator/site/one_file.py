"""A brief as one HTML file that needs nothing else: quotations in its notes, picture and style inside, no script."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping

from generator.site import brief_page, panel
from generator.site.markup import esc
from generator.site.walk import Walk

_HEADING = re.compile(r"^(#{1,3}) (.*) \{ #([\w-]+)[^}]*\}$")
_CITE = re.compile(r'<a class="(cite[\w ]*)" href="[^"]*" aria-describedby="(note-\d+) ')
_ELSEWHERE = re.compile(r'<a(?: class="[\w-]+")? href="(?!#|https?:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_ONLY_ON_THE_SITE = re.compile(
    r'<p class="(?:more|tags|exports)"[^>]*>.*?</p>|<a class="listed-at"[^>]*>.*?</a>', re.DOTALL
)
_DARK = re.compile(r'\[data-md-color-scheme="slate"\] (\{[^}]*\})')
"""The colours of the site's dark scheme in its style sheet; the site switches, a file follows the system."""
_SCREEN_ONLY = re.compile(r'^<h1 .*$|<style>(?s:.*?)</style>\n?|<svg class="bar".*?</svg>|<a class="back".*?</a>'
                          r'|^<h2 id="notes">.*$|^<section class="notes-block">.*$'
                          r'|^<nav class="contents".*$|^<div><details class="badge.*$',
                          re.MULTILINE)  # fmt: skip
"""What a word processor must not take over: the title again, the style, bars, notes by source, contents, rules."""
_OF = re.compile(r'<li class="of" id="(of-\d+)"><span class="n">\d+</span><div>(.*?)</div></li>')
_PASSAGE = re.compile(r'<li id="(note-\d+)" data-of="(of-\d+)"><span class="n">[^<]*</span><div>(.*?)</div></li>')
_NOTED = re.compile(r'<sup class="cites[\w ]*">(.*?)</sup>')
_NUMBER = re.compile(r'<a class="cite[\w ]*" href="#(note-\d+)"[^>]*>[^<]*</a>')
_LINE = re.compile(r'<svg class="line".*?</svg>')
_INK = (
    "<style>text{font:12px sans-serif;fill:#566163}.axis line{stroke:#d9dfdf}"
    ".side-0{fill:#0b6b5d}.side-1{fill:#a4561a}.side-2{fill:#3f5aa9}.side-3{fill:#7a3e8e}</style>"
)
"""The colours of the style sheet's light scheme for a picture that stands alone."""
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
@media print {
  body { max-width: none; margin: 0; padding: 0; }
  .md-typeset h1 { font-size: 22pt; }
}
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


def for_word(page: str, picture: Callable[[str], bytes]) -> str:
    """Return what `render` made as pandoc reads it: notes at their numbers, drawings as PNG, nothing for a window only.

    `picture` turns an SVG into PNG bytes.
    """
    sources = dict(_OF.findall(page))
    notes = {name: f"{sources.get(source, '')} {said}" for name, source, said in _PASSAGE.findall(page)}
    asides = "".join(f'<aside epub:type="footnote" id="{name}"><p>{said}</p></aside>\n' for name, said in notes.items())
    page = _NOTED.sub(lambda found: _NUMBER.sub(r'<a epub:type="noteref" href="#\1">*</a>', found[1]), page)
    page = _LINE.sub(lambda found: _png(found[0], picture), _SCREEN_ONLY.sub("", page))
    page = page.replace("<html ", '<html xmlns:epub="http://www.idpf.org/2007/ops" ', 1)
    return page.replace("</main>", f"{asides}</main>")


def _png(svg: str, picture: Callable[[str], bytes]) -> str:
    alone = svg.replace(">", f' xmlns="http://www.w3.org/2000/svg">{_INK}', 1)
    inside = base64.b64encode(picture(alone)).decode("ascii")
    return f'<p><img src="data:image/png;base64,{inside}" alt="" width="600"></p>'


def _html(part: str) -> str:
    """Turn a part of a staged page into HTML: headings are the only Markdown in it."""
    found = _HEADING.match(part)
    if not found:
        return part
    level = len(found[1])
    return f'<h{level} id="{found[3]}">{found[2]}</h{level}>'
