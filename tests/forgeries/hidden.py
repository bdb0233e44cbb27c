"""Forged files: text that nobody reads, and files that nobody checks."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.forgeries.pair import Edit, Forgery, Pair, beside, of_pair, parts, put

LIE = {"zh": "OpenAI 已承认其模型不安全。", "en": "OpenAI has admitted that its models are unsafe."}


def _lie(brief: Path) -> str:
    return LIE["zh" if "language: zh" in parts(brief)[0] else "en"]


def _after(pattern: str, text: str) -> Edit:
    """Put text (`@` is a false sentence) after the last place where a pattern matches in the body."""

    def edit(folder: Path, brief: Path) -> bool:
        front, body = parts(brief)
        found = list(re.finditer(pattern, body, re.M))
        if not found:
            return False
        at = found[-1].end()
        return put(brief, front, body[:at] + text.replace("@", _lie(brief)) + body[at:])

    return edit


def _first(pattern: str, new: str, *, of: str = "body") -> Edit:
    """Replace the first place where a pattern matches."""

    def edit(folder: Path, brief: Path) -> bool:
        front, body = parts(brief)
        put_in = new.replace("@", _lie(brief))
        if of == "front":
            return put(brief, re.sub(pattern, put_in, front, count=1, flags=re.M), body)
        return put(brief, front, re.sub(pattern, put_in, body, count=1, flags=re.M))

    return edit


HIDDEN = {
    "paragraph": "\n\n@", "two paragraphs": "\n\n@\n\n@", "table": "\n\n| | |\n| --- | --- |\n| @ | 1 |", "code": "\n\n```\n@\n```", "tilde code": "\n\n~~~\n@\n~~~",
    "indented code": "\n\n    @", "comment": "\n\n<!-- @ -->", "footnote": "\n\n[^1]: @", "link definition": "\n\n[note]: https://example.org '@'", "quote": "\n\n> @",
    "heading 3": "\n\n### @", "heading 4": "\n\n#### @", "rule": "\n\n---\n\n@", "numbered": "\n\n1. @", "asterisk list": "\n\n* @", "plus list": "\n\n+ @", "nested item": "\n  - @",
    "HTML": "\n\n<p>@</p>", "definition": "\n\nNote\n: @", "admonition": "\n\n!!! note\n    @", "setext heading": "\n\n@\n===", "image": "\n\n![@](https://example.org/x.png)",
    "after many lines": "\n" * 60 + "@", "line of the item": "\n@", "deep heading": "\n\n###### @", "math": "\n\n$$ @ $$", "abbreviation": "\n\n*[OpenAI]: @",
    "attribute": "\n\n{: title='@' }", "second title": "\n\n# @", "details": "\n\n<details><summary>@</summary></details>", "snippet": '\n\n--8<-- "README.md"',
}  # fmt: skip
"""What is hidden at the end of the reference section; `@` is a false sentence."""
REFERENCE = r"^- S\d+\. .*$"
ROW = r"^\|.*\|$"


def _in_references(text: str) -> Edit:
    return _after(REFERENCE, text)


def _before_references(text: str) -> Edit:
    """Put text between the heading of the reference section and its list."""

    def edit(folder: Path, brief: Path) -> bool:
        front, body = parts(brief)
        at = re.search(r"^- S1\. ", body, re.M)
        return at is not None and put(
            brief, front, body[: at.start()] + text.replace("@", _lie(brief)) + "\n\n" + body[at.start() :]
        )

    return edit


def _extra_section(role: str) -> Edit:
    """Add a section to text and commission, with a role that nobody reads."""

    def change(pair: Pair) -> None:
        heading = "附录" if pair.chinese else "8. Annex"
        pair.front["commission"]["sections"].append({"heading": heading, "title": heading, "role": role})
        pair.body[-1:] = ["", f"## {heading}", "", LIE["zh" if pair.chinese else "en"], ""]

    return of_pair(change)


def _section_as_references(pair: Pair) -> bool | None:
    """Call the conclusions a reference section, and let them say what they like."""
    sections = pair.front["commission"]["sections"]
    last = next((n for n, s in enumerate(sections) if s["role"] == "conclusion"), None)
    if last is None:
        return False
    at = pair.section("conclusion")
    end = next(n for n in range(at + 1, len(pair.body)) if pair.body[n].startswith("## "))
    sections[last]["role"] = "references"
    gone = set(range(at + 1, end))
    pair.reorder([n for n in range(len(pair.body)) if n not in gone])
    pair.body[at + 1 : at + 1] = ["", LIE["zh" if pair.chinese else "en"], ""]
    for place in pair.places:
        place.at += 3 * (place.at > at)
    return None


def _false_reference(folder: Path, brief: Path) -> bool:
    """Put words behind a reference, on its line."""
    front, body = parts(brief)
    return put(brief, front, re.sub(r"^(- S1\. .*)$", rf"\1 {_lie(brief)}", body, count=1, flags=re.M))


def _spread_reference(folder: Path, brief: Path) -> bool:
    """Let a paragraph in the reference section look like a reference."""
    front, body = parts(brief)
    return put(brief, front, body.rstrip("\n") + "\n\nS99. 中国科学院. 权威评估报告[R]. (2026-01-01).\n")


def _second(name: str, *, within: str | None = None) -> Edit:
    """Write another brief, which says what is false, where the gate may not look."""

    def edit(folder: Path, brief: Path) -> bool:
        text, words = brief.read_text("utf-8"), _lie(brief)
        target = folder / (within or "briefs") / name.replace("@", brief.stem)
        target.parent.mkdir(parents=True, exist_ok=True)
        forged = re.sub(r"^(- S1\. )", rf"{words}\n\n\1", text, count=1, flags=re.M)
        forged = forged.replace("Hugging Face 的", "OpenAI 的").replace("Hugging Face Hub", "OpenAI Hub")
        target.write_text(forged, "utf-8")
        return True

    return edit


def _with_ledger(place: str) -> Edit:
    """Move the pair to a sub-folder, its text forged."""

    def edit(folder: Path, brief: Path) -> bool:
        target = folder / "briefs" / place
        target.mkdir()
        text = brief.read_text("utf-8").replace("Hugging Face", "OpenAI")
        (target / brief.name).write_text(text, "utf-8")
        beside(brief).rename(target / beside(brief).name)
        brief.unlink()
        return True

    return edit


def _renamed(ending: str) -> Edit:
    """Forge the text and give the file an ending that is not looked for."""

    def edit(folder: Path, brief: Path) -> bool:
        text = brief.read_text("utf-8").replace("Hugging Face", "OpenAI")
        brief.unlink()
        brief.with_suffix(ending).write_text(text, "utf-8")
        return True

    return edit


def _ledger_alone(folder: Path, brief: Path) -> bool:
    """Leave the ledger without its brief."""
    brief.unlink()
    return True


def _brief_alone(folder: Path, brief: Path) -> bool:
    """Leave the brief without its ledger."""
    beside(brief).unlink()
    return True


def _linked(which: str) -> Edit:
    """Put a symbolic link in the place of a file, to one outside the repository."""

    def edit(folder: Path, brief: Path) -> bool:
        path = brief if which == "brief" else beside(brief) if which == "ledger" else folder / "corpus" / "linked.md"
        target = folder.parent / f"outside-{path.name}"
        if which == "corpus":
            target.write_text("# 私有文档\n\nOpenAI 的私有文档只供内部阅读，平台不得公开其中的内容。\n", "utf-8")
            (folder / "corpus" / "linked.md.yml").write_text("title: 私有文档\npublish: full\nlanguage: zh\n", "utf-8")
        else:
            target.write_bytes(path.read_bytes())
            path.unlink()
        path.symlink_to(os.path.relpath(target, path.parent))
        return True

    return edit


def _in_yaml(find: str, new: str, *, of: str = "ledger") -> Edit:
    """Put something into a YAML file that its reader does not see, or sees otherwise than a person."""

    def edit(folder: Path, brief: Path) -> bool:
        words = new.replace("@", _lie(brief))
        if of == "ledger":
            old = beside(brief).read_text("utf-8")
            changed = re.sub(find, words, old, count=1, flags=re.M)
            beside(brief).write_text(changed, "utf-8")
            return changed != old
        front, body = parts(brief)
        return put(brief, re.sub(find, words, front, count=1, flags=re.M), body)

    return edit


def _duplicate_title(folder: Path, brief: Path) -> bool:
    """Give the front matter a second title, which wins, and the heading with it."""
    front, body = parts(brief)
    new = "不安全的 OpenAI" if "language: zh" in front else "Unsafe OpenAI"
    title = f"《{new}》" if "language: zh" in front else new
    return put(brief, front + f"title: {new}\n", re.sub(r"^# .*$", f"# {title}", body, count=1, flags=re.M))


def _site(name: str, text: str) -> Edit:
    """Put a file into the repository that a site or a forge may show with the briefs."""

    def edit(folder: Path, brief: Path) -> bool:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace("@", _lie(brief)), "utf-8")
        return True

    return edit


def _policy_nowhere(folder: Path, brief: Path) -> bool:
    """Put a link that leads nowhere in the place of the policy."""
    (folder / "policy.yml").unlink(missing_ok=True)
    (folder / "policy.yml").symlink_to("none.yml")
    return True


def forgeries() -> Iterator[Forgery]:
    """Yield the forgeries of files."""
    made: list[tuple[str, Edit]] = [
        (f"after the references: {name}", _in_references(text)) for name, text in HIDDEN.items()
    ]
    made += [
        (f"before the references: {name}", _before_references(HIDDEN[name].strip("\n")))
        for name in ("paragraph", "table", "comment", "heading 3", "quote", "code")
    ]
    made += [
        (f"in a section: {name}", _after(r"^.*\[long_context: .*\]$", HIDDEN[name]))
        for name in ("code", "comment", "footnote", "quote", "HTML", "link definition", "heading 4")
    ]
    made += [
        ("extra section as references", _extra_section("references")), ("extra section as body", _extra_section("body")), ("conclusions as references", of_pair(_section_as_references)),
        ("words behind a reference", _false_reference), ("paragraph like a reference", _spread_reference),
        ("after the last pipe", _after(ROW, " @")), ("after the first pipe row", _first(r"^(\|.*\|)$", r"\1 @")), ("before the first pipe", _first(r"^\| (?=[^-])", r"|@| ")),
        ("a cell more", _after(ROW, " @ |")), ("empty row", _after(ROW, "\n| | |")), ("after the rule of a table", _first(r"^(\|(?: --- \|)+)$", r"\1 @")),
        ("between title and sections", _first(r"^(# .*)$", r"\1\n\n@")), ("before the title", _first(r"^# ", "@\n\n# ")), ("comment before the title", _first(r"^# ", "<!-- @ -->\n\n# ")),
        ("second title line", _first(r"^(# .*)$", r"\1\n\n# @")), ("behind a heading", _first(r"^(## .*)$", r"\1 – @")), ("heading of four", _first(r"^(## .*)$", r"\1\n\n#### @")),
        ("before a citation", _first(r"(?=\[long_context)", " @")), ("after a citation", _first(r"^(.*\[long_context: .*\])$", r"\1 @")), ("between citations", _first(r"^(.*\[long_context: .*\])$", r"\1@\1")),
        ("citation twice", _first(r"(\[long_context: [^\]]*\])$", r"\1\1")), ("citation gone", _first(r"\[long_context: [^\]]*\]$", "")), ("chunk 9", _first(r"chunk \d\]", "chunk 9]")),
        ("hard break in a line", _first(r"^(.{12})(.*\[long_context)", r"\1\\\\\2")), ("form feed", _first(r"(?=\[long_context)", "\f")), ("null", _first(r"(?=\[long_context)", "\0")),
        ("YAML comment", _in_yaml(r"^title: ", "# @\ntitle: ", of="front")), ("YAML comment in the ledger", _in_yaml(r"^entries:", "# @\nentries:")),
        ("YAML comment at a signature", _in_yaml(r"^  text: ", "  # approved by the editor\n  text: ")), ("duplicate title", _duplicate_title),
        ("duplicate date", _in_yaml(r"\Z", "date: '2001-01-01'\n", of="front")), ("duplicate gaps", _in_yaml(r"\Z", "gaps:\n- '@'\ngaps: []\n", of="front")),
        ("duplicate text in the ledger", _in_yaml(r"^  text: ", "  text: '@'\n  text: ")), ("duplicate quote in the ledger", _in_yaml(r"^    quote: ", "    quote: '@'\n    quote: ")),
        ("duplicate entries", _in_yaml(r"^entries:", "entries: []\nentries:")), ("unknown key in front", _in_yaml(r"\Z", "reviewed: '@'\n", of="front")),
        ("unknown key in the ledger", _in_yaml(r"\Z", "reviewed: '@'\n")), ("unknown key in an entry", _in_yaml(r"^  section: ", "  reviewed: '@'\n  section: ")),
        ("second YAML document", _in_yaml(r"\Z", "--- \nbrief: '@'\n")), ("YAML merge key", _in_yaml(r"^title: ", "<<: {title: '@'}\ntitle: ", of="front")),
        ("YAML anchor", _in_yaml(r"^title: ", "writer_note: &a '@'\ntitle: ", of="front")), ("front matter ends early", _in_yaml(r"^gaps:", "...\ngaps:", of="front")),
        ("key with a space", _in_yaml(r"\Z", "'title ': '@'\n", of="front")),
    ]  # fmt: skip
    for place in ("archive", "2026", ".drafts", "zh/x", "_site"):
        made += [(f"brief in {place}/", _second("@.md", within=f"briefs/{place}"))]
    for name in (
        "@-2.MD",
        "@-2.markdown",
        "@-2.Md",
        "@-2.mdown",
        "@-2.md.txt",
        "@-2.html",
        "@-2.md ",
        "@-2.rst",
        "@-2.ledger.yaml",
    ):
        made += [(f"brief named {name[1:]}", _second(name))]
    made += [(f"renamed {ending}", _renamed(ending)) for ending in (".MD", ".markdown", ".mkd", ".txt")]
    made += [
        ("pair in a sub-folder", _with_ledger("moved")),
        ("pair in a hidden folder", _with_ledger(".old")),
        ("second brief without a ledger", _second("@-2.md")),
    ]
    made += [("ledger without a brief", _ledger_alone), ("brief without a ledger", _brief_alone)]
    made += [(f"symbolic link: {which}", _linked(which)) for which in ("brief", "ledger", "corpus")]
    made += [("policy a link that leads nowhere", _policy_nowhere)]
    made += [
        ("index of the folder", _site("briefs/index.html", "<p>@</p>")),
        ("note in the folder", _site("briefs/NOTE.txt", "@")),
        ("override in the folder", _site("briefs/style.css", "p::after {content: '@'}")),
    ]
    for name, edit in made:
        yield Forgery(name=name, kind="file", about=((edit.__doc__ or "").rstrip(".") or name), edit=edit)
