"""The front matter against its JSON Schema. The other rules read the front matter, so this one comes before them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from generator import files
from generator.brief import SCHEMA_VERSION, Brief
from generator.gate.rules import Finding
from generator.messages import say

SCHEMA = files.DATA / "brief.schema.json"
SHOWN = 200
"""Characters shown of what the schema says, which repeats what it found."""


def check(brief: Brief) -> Iterator[Finding]:
    """Yield what breaks the schema, by its place in the front matter; of an older form, only that it is one."""
    if brief.front.get("brief") in range(1, SCHEMA_VERSION):
        older = say(
            "a brief of form {form}; this program reads form {version}",
            form=brief.front["brief"],
            version=SCHEMA_VERSION,
        )
        told = say("{older}: briefproof refresh BRIEF derives it anew and shows what changed", older=older)
        yield Finding(code="schema", message=told, line=1)
        return
    for error in sorted(_validator().iter_errors(dict(brief.front)), key=lambda e: list(map(str, e.absolute_path))):
        where = ".".join(map(str, error.absolute_path)) or "front matter"
        yield Finding(
            code="schema", message=say("{where}: {message}", where=where, message=error.message[:SHOWN]), line=1
        )


@cache
def _validator() -> Any:
    import json

    import jsonschema

    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
