"""The one error that a user can cause."""

from typing import Any

from generator.messages import Message, say


class BriefproofError(Exception):
    """Something a user can cause and mend; shown as one line, exit status 1.

    The message says what was wrong, where (file, line, page, key), what was allowed and what to do next.
    Anything else that escapes is a bug of ours and keeps its traceback.
    """

    def __init__(self, template: str, /, **values: Any) -> None:
        self.message = (template if isinstance(template, Message) else say(template, **values)).on_one_line()
        """What `messages.shown` translates; the error's own text is the English one."""
        super().__init__(" ".join(self.message.split()))


def last_line(said: str | bytes) -> str:
    """Return the last line that another program said, mostly the one that tells why; "" where it said nothing."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return (words.strip().splitlines() or [""])[-1]


class NoEvidence(BriefproofError):
    """No source says anything that can stand alone on some of the subjects."""

    def __init__(self, template: str, /, *, lacking: tuple[str, ...], named: bool = False, **values: Any) -> None:
        super().__init__(template, **values)
        self.lacking, self.named = lacking, named
        """Names of the subjects that nothing can be said of; whether a document names one of them."""


class Unreachable(BriefproofError):
    """The store that a corpus lies in does not answer, or files lie in its folder beside it, so that nothing can be
    said of what rests on it."""


class NotKept(BriefproofError):
    """An input of a brief is not here any more, so that nothing can be said of what was made of it."""
