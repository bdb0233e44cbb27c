"""YAML in and out, in one style: Unicode, no line folding, literal blocks for text of several lines."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.errors import BriefproofError
from generator.messages import say

TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
PLAIN_TAGS = tuple(("!!", name) for name in ("str", "int", "float", "bool", "null", "seq", "map"))
"""Tags that say of a value what it is: what stands there is what is read, or it is refused."""
NAMED = {"null": ("", "~", "null"), "bool": ("true", "false", "yes", "no", "on", "off")}
"""How values are written that have names, in small letters: under their tags anything else would be read as well."""
DEEPEST = 500
"""Collections within each other; deeper ones would exhaust the parser's stack."""
_NESTED = re.compile(rf"(?:[-?:][ \t]+){{{DEEPEST}}}")
"""Collections that open in one line."""
_MARKED = re.compile(r"(?m)#|^%|(?:^|[\s,\[{:?])[&*!]")
"""Where a comment, a directive, an anchor, an alias or a tag might be."""
_FOR_EDITORS = re.compile(r"#\s*yaml-language-server:\s*\$schema=[\w./:@-]*(?:brief|ledger)\.schema\.json", re.ASCII)
"""The only comment that says nothing to a reader."""


@cache
def _tools() -> tuple[Any, type, type, type]:
    import yaml

    base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Dumper(base):  # type: ignore[misc, valid-type]
        """Safe dumper that writes text of several lines as a literal block and never an alias."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    class Loader(loader):  # type: ignore[misc, valid-type]
        """Safe loader that leaves dates and times as the text they are, and is quick about plain text and mappings.

        No key may stand twice in a mapping.
        """

        def resolve(self, kind: type, value: Any, implicit: tuple[bool, bool]) -> str:
            if kind is yaml.ScalarNode and (not implicit[0] or value[:1] not in self.yaml_implicit_resolvers):
                return TEXT
            return super().resolve(kind, value, implicit)

        def get_single_data(self) -> Any:
            node = self.get_single_node()
            return None if node is None else self.made(node, {})

        def made(self, node: Any, known: dict[Any, Any]) -> Any:
            """Return the value of a node; `known` holds those of the collections above and before it, for aliases."""
            kind = type(node)
            if node.tag == TEXT and kind is yaml.ScalarNode:
                return node.value
            if node in known:
                return known[node]
            if node.tag == LIST and kind is yaml.SequenceNode:
                made = known[node] = []
                made += [self.made(item, known) for item in node.value]
                return made
            if node.tag == MAPPING and kind is yaml.MappingNode and all(key.tag == TEXT for key, _ in node.value):
                made = known[node] = {}
                made |= {self.made(key, known): self.made(value, known) for key, value in node.value}
                if len(made) < len(node.value):
                    self.refuse_twins(node)
                return made
            known[node] = self.otherwise(node)
            return known[node]

        def otherwise(self, node: Any) -> Any:
            """Return the value of a node that is neither text nor a list nor a mapping with text as keys."""
            return self.construct_document(node)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            if type(node) is yaml.MappingNode:
                self.refuse_twins(node)
            return super().construct_mapping(node, deep)

        def refuse_twins(self, node: Any) -> None:
            """Raise where a key stands twice, and say where."""
            seen = set()
            for key, _ in node.value:
                if (key.tag, str(key.value)) in seen:
                    raise yaml.constructor.ConstructorError(
                        None,
                        None,
                        say("the key {key} stands there twice", key=repr(str(key.value)[:60])),
                        key.start_mark,
                    )
                seen.add((key.tag, str(key.value)))

    class Plain(Loader):
        """What else than text, numbers, truth values, lists and mappings with text as keys is refused."""

        def otherwise(self, node: Any) -> Any:
            if type(node) is not yaml.ScalarNode:
                raise yaml.constructor.ConstructorError(None, None, say("keys must be text"), node.start_mark)
            if node.value.lower() not in NAMED.get(node.tag.rpartition(":")[2], (node.value.lower(),)):
                raise yaml.constructor.ConstructorError(None, None, say("a tag that says otherwise"), node.start_mark)
            return self.construct_object(node)

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in loader.yaml_implicit_resolvers.items()
    }

    def text(dumper: Any, value: str) -> Any:
        style = "|" if "\n" in value and not any(line != line.rstrip() for line in value.splitlines()) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return yaml, Dumper, Loader, Plain


def dump(value: Any, *, sort_keys: bool) -> str:
    """Write `value` (dicts, lists, strings, numbers, booleans, None) as YAML text."""
    yaml, dumper, _, _ = _tools()
    return yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=sort_keys, width=1 << 20)


def load(text: str, where: str) -> Any:
    """Read YAML `text` with the safe loader; dates stay text. Raises BriefproofError naming `where` and the line.

    A key that stands twice in a mapping is an error, and so is nesting deeper than `DEEPEST`.
    """
    return _read(text, where, _tools()[2])


def load_plain(text: str, where: str) -> Any:
    """Read YAML `text` as `load` does, where nothing may stand for what a reader does not see in its place.

    Anchors, aliases, tags other than `PLAIN_TAGS`, directives, merged mappings and keys that are no text are errors.
    """
    return _read(text, where, _tools()[3])


def _read(text: str, where: str, loader: type) -> Any:
    yaml, plain = _tools()[0], _tools()[3]
    try:
        if loader is plain:
            _refuse_marks(text)
        _refuse_depth(text)
        return yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = say(", line {number}", number=mark.line + 1) if mark else ""
        problem = getattr(error, "problem", None) or (error if str(error) else type(error).__name__)
        raise BriefproofError(
            "{where}{line}: not readable as YAML: {problem}", where=where, line=line, problem=problem
        ) from None


def _refuse_depth(text: str) -> None:
    """Raise ValueError for what may be nested too deeply, before the parser's stack is tried on it."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    indented = " " * 2 * DEEPEST in text  # each level of a block takes a space or two
    if deepest > DEEPEST or indented or any(_NESTED.search(line) for line in text.split("\n") if len(line) > DEEPEST):
        raise ValueError(say("nested deeper than {number} levels", number=DEEPEST))


def _refuse_marks(text: str) -> None:
    yaml = _tools()[0]
    refused = {
        yaml.AnchorToken: say("an anchor"), yaml.AliasToken: say("an alias"), yaml.TagToken: say("a tag"),
        yaml.DirectiveToken: say("a directive"),
    }  # fmt: skip
    for token in _tokens(text):
        if type(token) in refused and getattr(token, "value", None) not in PLAIN_TAGS:
            raise yaml.scanner.ScannerError(
                None, None, say("{mark}; write the value where it stands", mark=refused[type(token)]), token.start_mark
            )


def comments(text: str) -> tuple[tuple[int, str], ...]:
    """Return line, from 1, and text of each comment in YAML that can be read; what tells editors a schema is none."""
    found, end = [], 0
    for token in _tokens(text):
        gaps = [(end, token.start_mark.index)]
        end = token.end_mark.index
        if getattr(token, "style", None) in ("|", ">"):  # its head may end in one
            gaps.append((token.start_mark.index, text.find("\n", token.start_mark.index)))
        found += [place for first, last in gaps for place in _comments(text, first, last)]
    return tuple((line, said) for line, said in found if not _FOR_EDITORS.fullmatch(said))


def _comments(text: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"#.*", text[first:last]):
        yield text.count("\n", 0, first + match.start()) + 1, match[0]


def _tokens(text: str) -> Iterator[Any]:
    """Yield the tokens of YAML text; none where it holds no mark that makes them worth a look."""
    yaml, _, loader, _ = _tools()
    marked = any(mark in text for mark in "#%&*!") and _MARKED.search(text)  # the first alone is quicker
    return yaml.scan(text, Loader=loader) if marked else iter(())
