# ruff: noqa: E501
"""Front matter in the dialects of the programs that write it: of Markdown its whole sentences are read as text and
nothing else, a draft is named."""

from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "front matter"

_TEXT = "The ferry to Lindau leaves the harbour every hour."
_YAML = {
    "Jekyll": "layout: post\ntitle: 'Ferries: winter'\ndate: 2023-11-02 08:00:00 +0100\ncategories: [lake, ships]",
    "Jekyll, not published": "title: Ferries\npublished: false",
    "Docusaurus": "id: ferries\nsidebar_label: Ferries\nauthors:\n  - name: Anna Berg\n    title: Pilot\nslug: /f",
    "Obsidian": "aliases:\n  - Boats\ntags: [lake]\ncssclasses: wide\npublish: true",
    "Obsidian Clipper": 'source: "https://example.org/f"\nauthor:\n  - "[[Anna Berg]]"\ncreated: 2023-11-02',
    "Quarto": "title: Ferries\nauthor:\n  - name: Anna Berg\n    orcid: 0000-0000\nformat:\n  html:\n    toc: true",
    "R Markdown": 'title: "Ferries"\ndate: "`r Sys.Date()`"\noutput: html_document',
    "Astro": "title: 'Ferries'\npubDate: 2023-11-02\nimage:\n  url: '/a.png'\n  alt: 'A ship.'",
    "VitePress": "layout: doc\ntitle: Ferries\nhero:\n  text: Ships of the lake.",
    "MyST": "title: Ferries\njupytext:\n  formats: md:myst\nkernelspec:\n  name: python3",
    "Ghost": "title: Ferries\nfeature_image: https://example.org/a.png\nexcerpt: Ships leave.",
    "not quite YAML": "title: Ferries: the winter\nauthor:\tAnna Berg\nnote: it's [open",
    "Chinese": "标题：渡轮\n作者：某某\n日期：2023年11月2日",
    "long": "title: Ferries\ndescription: >\n  Ships of the lake.\n  They leave at six.",
}
_HEADS = {
    **{name: f"---\n{head}\n---\n\n" for name, head in _YAML.items()},
    "pandoc YAML": "---\ntitle: Ferries\nauthor: Anna Berg\n...\n\n",
    "Windows": "---\r\ntitle: Ferries\r\n---\r\n\r\n",
    "empty lines above": "\n\n---\ntitle: Ferries\n---\n\n",
    "byte order mark": "\ufeff---\ntitle: Ferries\n---\n\n",
    "Hugo TOML": '+++\ntitle = "Ferries"\ndate = 2023-11-02\ndraft = false\ntags = ["lake"]\n[params]\n  x = 1\n+++\n\n',
    "Zola": "+++\ntitle = 'Ferries'\n[taxonomies]\ntags = ['lake']\n[extra]\nauthor = 'Anna Berg'\n+++\n\n",
    "TOML that is none": "+++\ntitle = Ferries\n+++\n\n",
    "Hugo JSON": '{\n  "title": "Ferries",\n  "tags": ["lake", "{ships}"]\n}\n\n',
    "JSON in a fence": '---json\n{"title": "Ferries"}\n---\n\n',
    "semicolons": ';;;\n{"title": "Ferries"}\n;;;\n\n',
    "pandoc": "% Ferries\n  in winter\n% Anna Berg; Otto Lind\n% 2023-11-02\n\n",
    "pandoc, no author": "% Ferries\n%\n% 2023-11-02\n\n",
    "MultiMarkdown": "Title: Ferries\nAuthor: Anna Berg\nDate: 2023-11-02\nBase Header Level: 2\n\n",
    "Pelican": "Title: Ferries\nDate: 2023-11-02 08:00\nSlug: f\nSummary: Ships leave.\n\n",
    "Hexo": "title: Ferries\ndate: 2023-11-02 08:00:00\ncategories:\n  lake\n---\n\n",
    "Nikola": ".. title: Ferries\n.. slug: f\n.. date: 2023-11-02 08:00:00 UTC\n.. tags: lake\n\n",
    "Nikola in a comment": "<!--\n.. title: Ferries\n.. date: 2023-11-02\n-->\n\n",
    "Logseq": "title:: Ferries\ntags:: lake\nauthor:: [[Anna Berg]]\n\n",
}
_SAID = {("long", "a.md"): ("Ships of the lake.", "They leave at six.")}
"""What front matter says in sentences, by its name and the file."""
_DRAFTS = (
    "---\ndraft: true\n---\n\n",
    "+++\ndraft = true\n+++\n\n",
    '{"draft": true}\n\n',
    "title: F\ndraft: true\n---\n\n",
)


def cases() -> Iterator[Case]:
    """Yield a text behind each dialect, as Markdown and as plain text; of a draft nothing may be read."""
    for name, head in _HEADS.items():
        for file in ("a.md", "a.txt"):
            told = (*_SAID.get((name, file), ()), _TEXT)
            yield Case(name=f"{name}, {file}", file=file, data=f"{head}{_TEXT}\n".encode(), sentences=told)
    for number, head in enumerate(_DRAFTS):
        yield Case(name=f"draft {number}", file="a.md", data=f"{head}{_TEXT}\n".encode(), holds=("not to be read",))
