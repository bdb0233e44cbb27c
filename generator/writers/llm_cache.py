"""Replies of a model by the hash of what was asked, so that nothing is paid for twice and a run can be replayed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.files import write_atomically

FORMAT = 1
"""Enters the hash: another form of the files, other names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back for one request."""

    text: str = ""
    finish: str = "stop"
    """"stop", "length" (cut off: too long), "refused", or "unsupported" (the server knows no such parameter)."""
    parameter: str = ""
    """With "unsupported": which one."""
    tokens_in: int = 0
    tokens_out: int = 0
    """As the server counted them, else estimated."""


def key(body: Mapping[str, Any]) -> str:
    """Return the hash of a request: model, messages and parameters; not the address, not the key."""
    content = json.dumps([FORMAT, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def load(folder: Path, name: str) -> Reply | None:
    """Return the reply kept under a hash, None where there is none or the file is damaged."""
    try:
        found = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        reply = Reply(**found)
    except (OSError, ValueError, TypeError):
        return None
    same = all(type(getattr(reply, field)) is type(value) for field, value in asdict(Reply()).items())
    return reply if same else None


def keep(folder: Path, name: str, reply: Reply) -> None:
    """Keep a reply under a hash."""
    write_atomically(folder / f"{name}.json", json.dumps(asdict(reply), ensure_ascii=False, indent=1) + "\n")
