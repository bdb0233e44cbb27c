"""What the gate allows as it counts: with a BASE as it stands there, so that no change names who signs it.

What a change makes of the policy holds as well, where it allows less.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.errors import BriefproofError
from generator.gate import Filed, Finding, Shelf, policy as policies
from generator.gate.policy import FILE, Policy, Ruled
from generator.messages import Message, say
from generator.review import history
from generator.review.judging import judged


class Bench:
    """Judges briefs by the policy that counts, and keeps what was read."""

    def __init__(self, cache: Path, base: history.Base | None = None) -> None:
        """Raise BriefproofError where the policy that counts cannot be read, or was deleted."""
        self.base, self.fault = base, fault(Path())
        if base is None and self.fault:
            raise BriefproofError(self.fault)
        self.shelf = Shelf(root=Path(), cache=cache, ruled=_ruled(base) if base else None)
        own = Policy() if self.fault else policies.read(Path())
        files = self.shelf.policy.files | own.files
        self.changed = tuple(sorted(base.changed & files)) if base else ()
        """Files of the policy that a change brings otherwise."""
        also = self.changed and not self.fault
        self.shelves = (self.shelf, Shelf(root=Path(), cache=cache)) if also else (self.shelf,)

    def judge(self, item: Filed) -> tuple[Finding, ...]:
        """Return what is found in a brief by the policy that counts, and by the one to come where that is another."""
        found = {finding for shelf in self.shelves for finding in judged(item, shelf, self.base)}
        return tuple(sorted(found, key=lambda f: (f.line, f.code, f.message)))

    def findings(self) -> Iterator[tuple[Path, Finding]]:
        """Yield what is wrong with the policy that the change brings."""
        if self.fault:
            yield Path(FILE), Finding(code="policy", message=self.fault.after(FILE))

    def notes(self) -> Iterator[str]:
        """Yield the line that says which policy counts, where a change brings another."""
        if self.base and self.changed:
            what = " and ".join(self.changed)
            yield say(
                "{what} changed: what is allowed anew counts once it is merged; until then {name} decides",
                what=what,
                name=self.base.name,
            )


def fault(root: Path) -> Message:
    """Return why what lies there is no policy, "" where it is one, or there never was any."""
    path = root / FILE
    try:
        policies.read(root)
    except BriefproofError as error:
        return error.message
    gone = not path.exists() and history.commits(path)
    mend = say("restore it, or keep an empty one for the defaults")
    return say("{file}: it was deleted, and with it what it demands; {mend}", file=FILE, mend=mend) if gone else say("")


def _ruled(base: history.Base) -> Ruled:
    """Return the policy and the keys as they stand at the tip of the base; a file of keys outside is as it is."""
    text = history.text_then(base.tip, Path(FILE))
    policy = Policy() if text is None else policies.parse(text, f"{base.name}:{FILE}")
    keys = Path(policy.allowed_signers)
    outside = keys.is_absolute() or ".." in keys.parts
    held = (keys.read_bytes() if keys.is_file() else None) if outside else history.bytes_then(base.tip, keys)
    return Ruled(policy=policy, keys=held, commit=base.tip)
