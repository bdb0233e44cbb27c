# ruff: noqa: E501
"""What a reader sees: hidden, struck-out and commented text is left out, what a script shows is read; formulas stay."""

from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "hidden, struck out, formulas"

_A = "The ferry to Lindau leaves the harbour every hour."
_B = "The ticket is sold on board by the crew."
_GONE = "The old ticket was sold in the town hall."

_HIDDEN = {
    "display": f"<p style='display: none'>{_GONE}</p>",
    "hidden": f"<p hidden>{_GONE}</p>",
    "template": f"<template><p>{_GONE}</p></template>",
    "noscript": f"<noscript><p>{_GONE}</p></noscript>",
    "decoration": f"<p aria-hidden='true'>{_GONE}</p>",
    "comment": f"<!-- <p>{_GONE}</p> -->",
    "visibility": f"<p style='visibility:hidden'>{_GONE}</p>",
    "size": f"<p style='font-size:0'>{_GONE}</p>",
    "style sheet": f"<style>.a, .gone {{ display: none; }}</style><p class='x gone'>{_GONE}</p>",
    "del": f"<p><del datetime='2023-11-02'>{_GONE}</del></p>",
    "del around a block": f"<del><p>{_GONE}</p></del>",
    "s": f"<p><s>{_GONE}</s></p>",
    "strike": f"<p><strike>{_GONE}</strike></p>",
    "line through": f"<p style='text-decoration: line-through'>{_GONE}</p>",
    "line through in parts": f"<p><span style='text-decoration-line:underline line-through'>{_GONE}</span></p>",
    "line through by a class": f"<style>.x{{text-decoration:line-through}}</style><p><i class=x>{_GONE}</i></p>",
    "colour of the ground": f"<p style='color:#fff; background-color: white'>{_GONE}</p>",
    "quoted message": f"<blockquote type='cite'>{_GONE}</blockquote>",
    "script": f"<script>document.write('{_GONE}')</script>",
}
_SHOWN = {
    "article of WeChat": f"<div id='js_content' style='visibility: hidden; opacity: 0;'><p>{_B}</p></div>",
    "Webflow": f"<div data-w-id='1' style='opacity:0'><p>{_B}</p></div>",
    "Framer": f"<div data-framer-appear-id='a' style='opacity:0.001'><p>{_B}</p></div>",
    "AOS": f"<div data-aos='fade' style='opacity:0'><p>{_B}</p></div>",
    "Elementor": f"<div class='elementor-invisible' style='visibility: hidden'><p>{_B}</p></div>",
    "moved": f"<div style='opacity:0;transform:translateY(20px)'><p>{_B}</p></div>",
    "folded": f"<details><summary></summary><p>{_B}</p></details>",
    "shadow tree": f"<div><template shadowrootmode='open'><p>{_B}</p></template></div>",
    "white on blue": f"<p style='color: white; background: #036'>{_B}</p>",
    "half opaque": f"<p style='opacity: 0.6'>{_B}</p>",
    "print only": f"<style>@media print {{ p {{ display: none }} }}</style><p>{_B}</p>",
}
_MARKDOWN = {
    "tildes": f"~~{_GONE}~~",
    "comment": f"<!-- {_GONE} -->",
    "comment of Obsidian": f"%%{_GONE}%%",
    "comment of Obsidian, a block": f"%%\n{_GONE}\n%%",
    "comment of an editor": f"{{>>{_GONE}<<}}",
    "deleted by an editor": f"{{--{_GONE}--}}",
    "comment of MDX": f"{{/* {_GONE} */}}",
    "comment of Jekyll": f"{{% comment %}}\n{_GONE}\n{{% endcomment %}}",
    "comment of Hugo": f"{{{{< comment >}}}}\n{_GONE}\n{{{{< /comment >}}}}",
    "tag": f"<del>{_GONE}</del>",
    "tag in a line": f"<span style='text-decoration:line-through'>{_GONE}</span>",
    "open task": f"- [ ] {_GONE}",
}
_FORMULAS = {
    "MathML": ("<math alttext='10^{24}'><msup><mn>10</mn><mn>24</mn></msup></math>", "10^{24}"),
    "MathML alone": ("<math><msup><mn>10</mn><mn>24</mn></msup></math>", "10^24"),
    "TeX in MathML": (
        "<math><semantics><mi>L</mi><annotation encoding='application/x-tex'>L_1</annotation></semantics></math>", "$L_1$"
    ),
    "KaTeX": (
        "<span class='katex'><span class='katex-mathml'><math><semantics><mi>L</mi><annotation "
        "encoding='application/x-tex'>L_1</annotation></semantics></math></span><span class='katex-html' "
        "aria-hidden='true'>L1</span></span>", "$L_1$"
    ),
    "KaTeX, drawn only": ("<span class='katex'><span class='katex-html' aria-hidden='true'>L1</span></span>", "{"),
    "MathJax 2": (
        "<span class='MathJax_Preview'></span><span class='MathJax'>L</span><script type='math/tex'>L_1</script>", "$L_1$"
    ),
    "MathJax 3": ("<mjx-container class='MathJax'><svg></svg></mjx-container>", "{"),
    "picture": ("<img class='latex' src='a.png' alt='L_{1}'>", "L_{1}"),
    "not yet drawn": ("\\(L_1\\)", "\\(L_1\\)"),
    "dollars": ("$L_1$", "$L_1$"),
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Yield pages and Markdown with text that is not seen, with text that is, and with formulas in a sentence."""
    for name, piece in _HIDDEN.items():
        yield _page(name, f"<p>{_A}</p>{piece}<p>{_B}</p>", lacks=(_GONE[:20],), holds=(_A, _B))
    for name, piece in _SHOWN.items():
        yield _page(name, f"<p>{_A}</p>{piece}", holds=(_A, _B))
    for name, piece in _MARKDOWN.items():
        source = f"# Ferries\n\n{_A} {piece}\n\n{piece}\n\n{_B}\n".encode()
        if piece.startswith(("- ", "%%\n", "{%", "{{<")):
            source = f"# Ferries\n\n{_A}\n\n{piece}\n\n{_B}\n".encode()
        yield Case(name=f"Markdown, {name}", file="a.md", data=source, holds=(_A, _B), lacks=(_GONE[:20],))
    for name, (formula, kept) in _FORMULAS.items():
        yield _page(
            f"formula, {name}", f"<p>The load is {formula} tons a day.</p><p>{_B}</p>", holds=(f"is {kept}", _B)
        )
    price = "<p>The ticket costs <s>12 francs</s> <b>9 francs</b> in winter.</p>"
    yield _page("price", price, holds=("costs 9 francs in",), lacks=("12",))
    tex = b"# Ferries\n\nThe load is $a_1 * b_2 * c$ tons, or $$x_1\n= 2$$ a day.\n"
    yield Case(name="Markdown, formulas", file="a.md", data=tex, holds=("is $a_1 * b_2 * c$ tons",))


def _page(name: str, body: str, *, holds: tuple[str, ...], lacks: tuple[str, ...] = ()) -> Case:
    page = f"<html><head><title>Ferries</title></head><body><main><h1>Ferries</h1>{body}</main></body></html>"
    return Case(name=f"page, {name}", file="a.html", data=page.encode(), holds=holds, lacks=lacks)
