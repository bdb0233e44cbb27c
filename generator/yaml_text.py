"""YAML in and out, in one style: Unicode, no line folding, literal blocks for text of several lines."""

from functools import cache
from typing import Any

from generator.errors import BriefproofError

TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


@cache
def _tools() -> tuple[Any, type, type]:
    import yaml

    base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Dumper(base):  # type: ignore[misc, valid-type]
        """Safe dumper that writes text of several lines as a literal block and never an alias."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    class Loader(loader):  # type: ignore[misc, valid-type]
        """Safe loader that leaves dates and times as the text they are, and is quick about plain text and mappings."""

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
                return made
            known[node] = self.construct_document(node)
            return known[node]

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in loader.yaml_implicit_resolvers.items()
    }

    def text(dumper: Any, value: str) -> Any:
        style = "|" if "\n" in value and not any(line != line.rstrip() for line in value.splitlines()) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return yaml, Dumper, Loader


def dump(value: Any, *, sort_keys: bool) -> str:
    """Write `value` (dicts, lists, strings, numbers, booleans, None) as YAML text."""
    yaml, dumper, _ = _tools()
    return yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=sort_keys, width=1 << 20)


def load(text: str, where: str) -> Any:
    """Read YAML `text` with the safe loader; dates stay text. Raises BriefproofError naming `where` and the line."""
    yaml, _, loader = _tools()
    try:
        return yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or type(error).__name__
        raise BriefproofError(f"{where}{line}: not readable as YAML: {problem}") from None
