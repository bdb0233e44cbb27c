"""Dialects of Markdown: what a container holds is text, what a program would put there is not, code is never prose."""

from collections.abc import Iterator

from tools.bench.kinds import Case

TITLE = "dialects of Markdown"

_A = "The ferry to Lindau leaves the harbour every hour."
_B = "The ticket is sold on board by the crew."
_GONE = "The old ticket was sold in the town hall."

_HELD = {
    "MkDocs": f'!!! note "Ferries"\n\n    {_A}\n\n??? tip\n    {_B}',
    "MkDocs, nested": f"!!! note\n    {_A}\n\n    !!! tip\n        {_B}",
    "MkDocs, in a list": f"- {_A}\n\n    !!! tip\n        {_B}",
    "tabs": f'=== "One"\n\n    {_A}\n\n=== "Two"\n\n    {_B}',
    "Docusaurus": f":::tip[Ferries]\n\n{_A}\n\n:::\n\n:::caution\n{_B}\n:::",
    "VuePress": f"::: details Ferries\n{_A}\n:::\n\n{_B}",
    "Quarto": f"::: {{.callout-note title='Ferries'}}\n{_A}\n:::\n\n{_B} {{.aside}}",
    "GitHub": f"> [!NOTE]\n> {_A}\n\n> [!WARNING]\n> {_B}",
    "Obsidian": f"> [!info]- Ferries\n> {_A}\n\n> [!tip] {_B}",
    "Python-Markdown blocks": f"/// note | Ferries\n{_A}\n///\n\n{_B}",
    "MyST": f"```{{note}} Ferries\n:class: x\n{_A}\n```\n\n{_B}",
    "GitBook": f'{{% hint style="info" %}}\n{_A}\n{{% endhint %}}\n\n{_B}',
    "Hugo": f"{{{{< notice >}}}}\n{_A}\n{{{{< /notice >}}}}\n\n{{{{% tip %}}}}\n{_B}\n{{{{% /tip %}}}}",
    "MDX": f"<Tabs>\n<TabItem value='a'>\n\n{_A}\n\n</TabItem>\n</Tabs>\n\n{_B}",
    "shortcode in a line": f"{{{{< big >}}}}{_A}{{{{< /big >}}}} {{% raw %}}{_B}{{% endraw %}}",
    "tabs of MyST": f"::::{{tab-set}}\n:::{{tab-item}} Version 5\n{_A}\n:::\n::::\n\n{_B}",
    "definition": f"Ferry\n: {_A}\n\nTicket\n:   {_B}",
    "notes": f"{_A}[^1]\n\n[^1]: {_B}",
    "tasks": f"- [x] {_A}\n- [ ] {_GONE}\n- {_B}",
    "attributes": f"## Ferries {{#f .x}}\n\n{_A}{{.y}}\n{{: .z }}\n\n{_B} ^f-1",
    "embedded": f'{_A}\n\n![[{_GONE}]]\n\n--8<-- "a.md"\n\n{{!a.md!}}\n\n{_B}',
    "code": f"{_A}\n\n```\nx = 1\n```\n\n{_B}",
}
_LINES = {
    "wiki links": ("The [[Ferry|ferry]] to [[Lindau]] leaves the [[Port#Pier|harbour]] every hour.", _A),
    "marked": ("The ==ferry== to Lindau leaves the ^^harbour^^ every hour.", _A),
    "editor": ("The {++ferry++} to {~~Bregenz~>Lindau~~} leaves the {==harbour==}{>>which<<} every hour.", _A),
    "citations": ("The ferry to Lindau leaves the harbour every hour [@berg2023, p. 4; see @lind].", _A),
    "notes in the line": ("The ferry to Lindau leaves the harbour every hour.^[As of May.]", _A),
    "span": ("The [ferry]{.smallcaps} to Lindau leaves the harbour every hour.", _A),
}


def cases() -> Iterator[Case]:
    """Yield containers around sentences, and marks inside of one."""
    for name, source in _HELD.items():
        text = f"---\ntitle: Ferries of the lake\n---\n\n{source}\n"
        yield Case(
            name=name, file="a.md", data=text.encode(), holds=(_A, _B), lacks=(_GONE[:20], "!!!", ":::", "{", "^")
        )
    for name, (line, wanted) in _LINES.items():
        yield Case(name=name, file="a.md", data=f"# Lake\n\n{line}\n\n{_B}\n".encode(), holds=(wanted, _B))
