"""Harmless edits: what an editor, a formatter or git does to the files of a brief without changing a word."""

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator import yaml_text
from tests.forgeries.pair import Edit, Forgery, beside, parts

Text = Callable[[str], str]


def _of(which: str, change: Text) -> Edit:
    """Change the text of the brief ("md"), its body ("body"), its front matter ("front") or its ledger ("ledger")."""

    def edit(folder: Path, brief: Path) -> bool:
        path = beside(brief) if which == "ledger" else brief
        old = path.read_bytes()
        if which in ("front", "body"):
            front, body = parts(brief)
            new = f"---\n{change(front)}---\n{body}" if which == "front" else f"---\n{front}---\n{change(body)}"
        else:
            new = change(old.decode("utf-8"))
        path.write_bytes(new.encode("utf-8"))
        return new.encode("utf-8") != old

    return edit


def _some(change: Text, *, seed: int, share: float = 0.2, only: str = ".") -> Text:
    """Apply a change to some lines."""

    def edit(text: str) -> str:
        chosen = random.Random(seed)
        return "\n".join(
            change(line) if re.search(only, line) and chosen.random() < share else line for line in text.split("\n")
        )

    return edit


def _with(loaded: Callable[[Any], Any], **options: Any) -> Text:
    """Write the YAML again after its loaded value was put into another order or style."""

    def change(text: str) -> str:
        return yaml.dump(
            loaded(yaml_text.load(text, "harmless")),
            Dumper=yaml.SafeDumper,
            **{"allow_unicode": True, "sort_keys": False, "width": 1 << 20} | options,
        )

    return change


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reversed(value[key]) for key in reversed(value)}
    return [_reversed(item) for item in value] if isinstance(value, list) else value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _spaced(value: Any) -> Any:
    """Put a space behind the query."""
    value["commission"]["query"] += " "
    return value


def _indented(text: str) -> str:
    """Indent the sequences of YAML, as prettier and yq do."""

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(
        yaml_text.load(text, "harmless"), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1 << 20
    )


def _styled(style: str) -> Text:
    """Write all strings of YAML in one style: "'", '"', "|" or ">"."""

    def change(text: str) -> str:
        class Dumper(yaml.SafeDumper):
            def ignore_aliases(self, data: Any) -> bool:
                return True

        Dumper.add_representer(
            str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)
        )
        return yaml.dump(
            yaml_text.load(text, "harmless"), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100
        )

    return change


def _aligned(text: str) -> str:
    """Align the pipes of tables, as an editor does."""
    lines, at = text.split("\n"), 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        if end > at:
            rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[at:end]]
            widths = [max(3, *(len(row[n]) for row in rows)) for n in range(len(rows[0]))]
            for number, row in enumerate(rows):
                cells = ["-" * widths[n] if number == 1 else cell.ljust(widths[n]) for n, cell in enumerate(row)]
                lines[at + number] = "| " + " | ".join(cells) + " |"
        at = max(end, at + 1)
    return "\n".join(lines)


def _tight(text: str) -> str:
    return re.sub(r"(?m)^\| (.*) \|$", lambda m: "|" + m[1].replace(" | ", "|") + "|", text)


def _escaped(signs: str) -> Text:
    """Escape signs in the sentences of the body, as mdformat and others do; citations stay."""

    def line(words: str) -> str:
        text = re.match(r"^(.*?)(?=\[(?:long_context|文档|document|图片|image)[:：]|$)", words)[1]
        cited = words[len(text) :]
        return re.sub(rf"(?<!\\)[{re.escape(signs)}]", r"\\\g<0>", text) + cited

    def change(text: str) -> str:
        return "\n".join(line(words) if words[:1] not in ("#", "|", "-", "") else words for words in text.split("\n"))

    return change


def _renamed(folder: Path, brief: Path) -> bool:
    """Rename the pair."""
    for path in (brief, beside(brief)):
        path.rename(path.with_name(path.name.replace(brief.stem, f"{brief.stem}-final")))
    return True


def _renamed_well(folder: Path, brief: Path) -> bool:
    """Rename the pair, and the name that the ledger has of it."""
    ledger = beside(brief).read_text("utf-8")
    beside(brief).write_text(ledger.replace(brief.name, f"{brief.stem}-final.md"), "utf-8")
    return _renamed(folder, brief)


def _mode(bits: int, which: str) -> Edit:
    def edit(folder: Path, brief: Path) -> bool:
        (beside(brief) if which == "ledger" else brief).chmod(bits)
        return True

    return edit


def _corpus(change: Callable[[bytes], bytes]) -> Edit:
    """Change the bytes of a cited document, not its words."""

    def edit(folder: Path, brief: Path) -> bool:
        front, _ = parts(brief)
        found = re.search(r"(?m)^  path: (corpus/.*\.md)$", front)
        if not found:
            return False
        path = folder / found[1]
        old = path.read_bytes()
        path.write_bytes(change(old))
        return change(old) != old

    return edit


def _document_renamed(cited: bool) -> Edit:
    """Rename a document of the corpus, with what lies beside it."""

    def edit(folder: Path, brief: Path) -> bool:
        front, _ = parts(brief)
        listed = set(re.findall(r"(?m)^  path: (corpus/.*)$", front))
        paths = [path for path in sorted((folder / "corpus").glob("*.md")) if path.is_file()]
        path = next((p for p in paths if (p.relative_to(folder).as_posix() in listed) == cited), None)
        if path is None:
            return False
        for old in (path, path.with_name(f"{path.name}.yml")):
            if old.is_file():
                old.rename(old.with_name(f"zz-{old.name}"))
        return True

    return edit


def _file(name: str, text: str) -> Edit:
    """Put a file beside the repository's own that has nothing to do with briefs."""

    def edit(folder: Path, brief: Path) -> bool:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        return True

    return edit


def _numbered(text: str) -> str:
    """Number the references, as an editor does with a list."""
    numbers = iter(range(1, 1000))
    return re.sub(r"(?m)^- (?=S\d+\.)", lambda _: f"{next(numbers)}. ", text)


def _filled(width: int) -> Text:
    """Fill each line of a paragraph to a width."""

    def line(words: str) -> str:
        if words[:1] in ("#", "|", "-", "") or len(words) <= width or not re.search("[a-z] [a-z]", words):
            return words
        return textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False)

    return lambda text: "\n".join(line(words) for words in text.split("\n"))


def _curled(text: str) -> str:
    """Put typographic quotation marks for plain ones, in citations too; those of tables stay."""
    return re.sub(r"(?m)^(?![#|]).*$", lambda m: re.sub(r'"([^"\\\n]*)"', r"“\1”", m[0]), text)


def _sub(find: str, new: str, count: int = 0) -> Text:
    return lambda text: re.sub(find, new, text, count=count, flags=re.M)


EVERYWHERE: dict[str, Text] = {
    "CRLF": lambda t: t.replace("\n", "\r\n"), "CRLF in some lines": _some(lambda line: line + "\r", seed=1), "BOM": lambda t: "\ufeff" + t, "BOM and CRLF": lambda t: "\ufeff" + t.replace("\n", "\r\n"),
    "final newline gone": lambda t: t.rstrip("\n"), "final newlines added": lambda t: t + "\n\n\n", "final spaces": lambda t: t.rstrip("\n") + "  \n", "NFD": lambda t: unicodedata.normalize("NFD", t),
    "NFC": lambda t: unicodedata.normalize("NFC", t), "trailing spaces on some lines": _some(lambda line: line + "  ", seed=2), "a trailing tab": _some(lambda line: line + "\t", seed=3, share=0.05),
}  # fmt: skip
YAML: dict[str, Text] = {
    "sorted keys": _with(_sorted), "keys turned": _with(_reversed), "folded at 80": _with(lambda v: v, width=80), "folded at 40": _with(lambda v: v, width=40), "folded and sorted": _with(_sorted, width=80),
    "indented sequences": _indented, "indent of four": _with(lambda v: v, indent=4), "single quotes": _styled("'"), "double quotes": _styled('"'), "folded blocks": _styled(">"), "literal blocks": _styled("|"),
    "escaped Unicode": _with(lambda v: v, allow_unicode=False), "flow style": _with(lambda v: v, default_flow_style=True), "flow inside": _with(lambda v: v, default_flow_style=None),
    "all quoted, with tags": _with(lambda v: v, default_style='"'), "blank lines between": _sub(r"^- ", "\n- "), "comment of the formatter": lambda t: "# yaml-language-server: $schema=generator/data/brief.schema.json\n" + t, "spaces after colons": _sub(r"^(\s*[\w]+): (?=\S)", r"\1:   "),
    "trailing spaces": _sub(r"$(?!\Z)", "  "), "quoted keys": _sub(r"^(\s*(?:- )?)(\w+):(?= |$)", r'\1"\2":'),
}  # fmt: skip
BODY: dict[str, Text] = {
    "blank line more": _sub(r"^(## .*)$", r"\n\1"), "blank lines doubled": lambda t: t.replace("\n\n", "\n\n\n"), "no blank line after headings": _sub(r"^(##+ .*)\n\n", r"\1\n"),
    "blank line before the first": lambda t: "\n\n" + t, "no blank line before the first": lambda t: t.lstrip("\n"), "trailing spaces on all": _sub(r"(?<=\S)$", "  "), "trailing tabs": _sub(r"(?<=\S)$", "\t"),
    "aligned tables": _aligned, "tight tables": _tight, "rule of a table: one dash": _sub(r" --- ", " - "), "rule of a table: long": _sub(r" --- ", " -------- "),
    "rule of a table: left": _sub(r" --- ", " :--- "), "rule of a table: centre": _sub(r" --- ", " :---: "), "rule of a table: tight": _sub(r"^\|(?: --- \|)+$", lambda m: m[0].replace(" ", "")),
    "indented tables": _sub(r"^\|", " |"), "asterisks in lists": _sub(r"^- ", "* "), "plus signs in lists": _sub(r"^- ", "+ "), "three spaces after the marker": _sub(r"^- ", "-   "), "indented lists": _sub(r"^- ", "  - "),
    "loose lists": _sub(r"^(- .*)\n(?=- )", r"\1\n\n"), "closing marks of headings": _sub(r"^(#+) (.*)$", r"\1 \2 \1"), "spaces after heading marks": _sub(r"^(#+) ", r"\1   "),
    "hard breaks by spaces": _sub(r"(\]|。|\.)$", r"\1  "), "escaped brackets": _sub(r"(?<!\\)\[(?=[ER][BO]?/?)", r"\\["), "escaped full stops": _escaped("."),
    "escaped underscores": _escaped("_"), "escaped exclamation marks": _escaped("!"), "escaped brackets in text": _escaped("()"), "escaped hyphens": _escaped("-"), "escaped hash signs": _escaped("#"), "escaped quotes": _escaped('"'),
    "escape of ] too": _sub(r"\\\[([A-Z]+/[A-Z]+)\]", r"\\[\1\\]"), "escape dropped": _sub(r"\\\[", "["), "escaped numbers": _sub(r"^(## \d+)\. ", r"\1\\. "), "no-break spaces to spaces": lambda t: t.replace("\u00a0", " "),
    "space before citations": _sub(r"(?<=[^ ])(?=\[(?:long_context|文档|document|图片|image)[:：])", " "), "spaces in citations": _sub(r", chunk (\d+)\]", r",  chunk \1]"),
    "Chinese colon in citations": _sub(r"\[(long_context|文档|图片):", r"[\1："), "indented sentences": _some(lambda line: " " + line, seed=5, only=r"\[long_context"), "double spaces": _sub(r"(?<=[a-z]) (?=[a-z])", "  ", 3),
    "reference lines wrapped in spaces": _sub(r"^(- S\d+\.) ", r"\1  "), "lists by tabs": _sub(r"^- ", "-\t"), "numbered references": _numbered, "rules between sections": _sub(r"^## ", "---\n\n## "), "rules of stars": _sub(r"^## ", "* * *\n\n## "),
    "typographic apostrophes": _sub(r"(?<=\w)'(?=\w)", "’"), "plain apostrophes": _sub("’", "'"), "plain quotation marks": lambda t: t.replace("“", '"').replace("”", '"'), "typographic quotation marks": _curled,
    "wrapped at 80": _filled(80), "wrapped at 60": _filled(60), "paragraphs on a line": _sub(r"(?<=[^\n])\n(?=[^\n#|-])", " "), "paragraphs filled": lambda t: _filled(80)(re.sub(r"(?<=[^\n])\n(?=[^\n#|-])", " ", t)),
}  # fmt: skip


def forgeries() -> Iterator[Forgery]:
    """Yield the harmless edits."""
    made: list[tuple[str, Edit]] = []
    for where, which in (("brief", "md"), ("ledger", "ledger")):
        made += [(f"{where}: {name}", _of(which, change)) for name, change in EVERYWHERE.items()]
    for where in ("front", "ledger"):
        made += [(f"{where}: {name}", _of(where, change)) for name, change in YAML.items()]
    made += [
        ("ledger: document start", _of("ledger", lambda t: f"---\n{t}")),
        ("ledger: document end", _of("ledger", lambda t: f"{t}...\n")),
    ]
    made += [(f"body: {name}", _of("body", change)) for name, change in BODY.items()]
    made += [("front: space at the end of the query", _of("front", _with(_spaced)))]
    made += [("pair renamed", _renamed), ("pair renamed, ledger too", _renamed_well)]
    made += [
        (f"mode {bits:o} of the {which}", _mode(bits, which))
        for bits in (0o755, 0o444, 0o600)
        for which in ("brief", "ledger")
    ]
    made += [
        ("corpus: CRLF", _corpus(lambda b: b.replace(b"\n", b"\r\n"))), ("corpus: trailing spaces", _corpus(lambda b: re.sub(rb"(?m)(?<=\S)$", b" ", b))),
        ("corpus: final newlines", _corpus(lambda b: b + b"\n\n")), ("corpus: BOM", _corpus(lambda b: b"\xef\xbb\xbf" + b)), ("corpus: blank lines", _corpus(lambda b: b.replace(b"\n\n", b"\n\n\n"))),
        ("corpus: NFD", _corpus(lambda b: unicodedata.normalize("NFD", b.decode()).encode())),
        ("corpus: cited document renamed", _document_renamed(True)),
        ("corpus: uncited document renamed", _document_renamed(False)),
        ("licence file", _file("LICENSE", "CC0\n")), ("readme", _file("README.md", "# Briefs\n")), ("editor settings", _file(".editorconfig", "root = true\n")), ("attributes", _file(".gitattributes", "* text=auto\n")),
    ]  # fmt: skip
    for name, edit in made:
        yield Forgery(name=name, kind="harmless", about=((edit.__doc__ or "").rstrip(".") or name), edit=edit)
