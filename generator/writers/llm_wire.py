"""One attempt at a reply: the only place that knows the `openai` package, its parameters and its errors.

Neither the key nor a prompt nor a server's own words enter a message or a log.
"""

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.errors import BriefproofError
from generator.messages import say
from generator.writers.llm_cache import Reply
from generator.writers.llm_settings import REPLY_TOKENS, Settings

LONGEST_REPLY = 8
"""Characters for each token of `Settings.reply_tokens` from which a stream is cut, where a server ignores the limit."""
TOKENS_PER_CHARACTER = (0.5, 1.5)
"""Estimate, on the high side, where the server counts nothing: of ASCII, and of other letters."""


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT, _WHOLE = {"type": "string"}, {"type": "integer"}
SCHEMAS: Mapping[str, dict[str, Any]] = {
    "outline": _object(
        sections=_list(_object(section=_WHOLE, points=_list(_object(question=_TEXT, passages=_list(_TEXT))))),
        missing=_list(_object(section=_WHOLE, search=_TEXT)),
        silent=_list(_object(section=_WHOLE, side=_TEXT, on=_TEXT)),
    ),
    "sentences": _object(sentences=_list(_object(point=_WHOLE, side=_TEXT, text=_TEXT, passages=_list(_TEXT)))),
    "conclusions": _object(
        findings=_list(_object(text=_TEXT, rests=_list(_TEXT))),
        takeaways=_list(_object(section=_WHOLE, text=_TEXT, rests=_list(_TEXT))),
    ),
    "statements": _object(
        statements=_list(
            _object(
                text=_TEXT,
                supported={"type": "boolean"},
                quotes=_list(_object(passage=_TEXT, words=_TEXT)),
                differs=_TEXT,
            )
        )
    ),
}
"""The forms of replies, for servers that keep a reply to a schema."""
PARAMETERS: Mapping[str, Any] = {
    "response_format": "json_schema",
    "stream_options": {"include_usage": True},
    "seed": 0,
    "temperature": 0,
    "max_tokens": REPLY_TOKENS,
}
"""Sent with every request as far as the server knows them; what it refuses without a name is left out in this order.
`response_format` is sent with the schema of the form that is asked for."""
_TRANSPORT = ("httpx", "httpx2", "httpcore", "httpcore2", "h11")
"""Packages whose exceptions the `openai` package lets through while a reply streams in."""


class _Cut(Exception):
    """A stream that ended before the reply did."""


@dataclass(slots=True)
class Failure:
    """Why an attempt failed."""

    what: str = ""
    wait: float | None = None
    """Seconds that the server asks to wait."""
    parameter: str = ""
    """What it does not know and can do without."""

    @contextmanager
    def noted(self, settings: Settings, body: Mapping[str, Any]) -> Iterator[None]:
        """Catch what may pass by itself; raise the rest as BriefproofError, in words of ours."""
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            self._status(error, settings, body)
        except openai.APITimeoutError:
            self.what = say("no answer within {seconds} s", seconds=f"{settings.timeout:g}")
        except (openai.APIConnectionError, _Cut):
            self.what = say("no connection, or one that broke off")
        except openai.APIError:  # an error inside a stream
            self.what = say("an error in mid-reply")
        except json.JSONDecodeError:
            self.what = say("what came is no reply")
        except Exception as error:
            if type(error).__module__.split(".")[0] not in _TRANSPORT:
                raise
            self.what = say("the connection broke off")

    def _status(self, error: Any, settings: Settings, body: Mapping[str, Any]) -> None:
        status = error.status_code
        self.what = say("status {status}", status=status)
        if status in (408, 409, 429) or status >= 500:
            given = error.response.headers.get("retry-after", "")
            self.wait = float(given) if given.replace(".", "", 1).isdigit() else None
            return
        if "context" in f"{error.code} {error.type}":
            raise BriefproofError(
                "{host}: a section is longer than the context of {model}", host=host(settings), model=settings.model
            ) from None
        if status in (400, 422):
            named = error.param if isinstance(error.param, str) else ""
            optional = [name for name in PARAMETERS if name in body]
            self.parameter = named.split(".")[0] if named.split(".")[0] in optional else next(iter(optional), "")
        if not self.parameter:
            hint = {
                401: "check OPENAI_API_KEY",
                403: "check OPENAI_API_KEY",
                404: say("check BRIEFPROOF_MODEL and OPENAI_BASE_URL"),
            }
            raise BriefproofError(
                "{host}: status {status} for {model}; {hint}",
                host=host(settings),
                status=status,
                model=settings.model,
                hint=hint.get(status, say("check BRIEFPROOF_MODEL")),
            ) from None


def api(settings: Settings) -> Any:
    """Return a client of the `openai` package that retries nothing and says nothing of this machine."""
    import logging

    import openai

    for name in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):  # their debug lines hold key and prompts
        logging.getLogger(name).setLevel(logging.WARNING)
    described = ("OS", "Arch", "Runtime", "Runtime-Version", "Package-Version", "Lang", "Async", "Retry-Count")
    return openai.OpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key or "none",
        timeout=settings.timeout,
        max_retries=0,
        default_headers={"User-Agent": "briefproof", **{f"X-Stainless-{name}": openai.Omit() for name in described}},
    )


def formed(form: str) -> dict[str, Any]:
    """Return the `response_format` of a form of replies."""
    return {"type": "json_schema", "json_schema": {"name": form, "strict": True, "schema": SCHEMAS[form]}}


def host(settings: Settings) -> str:
    """Return the name of the host that is asked: all that a message may say of the address."""
    return (urlsplit(settings.base_url).hostname if settings.base_url else None) or "api.openai.com"


def read(stream: Any, body: Mapping[str, Any], most: int) -> Reply:
    """Read a streamed reply to its end, or until it is far too long; raises _Cut when it breaks off.

    `most`: tokens that it may have.
    """
    parts: list[str] = []
    finish, usage, refused, length = None, None, False, 0
    with stream:
        for event in stream:
            usage = event.usage or usage
            for choice in (event.choices or ())[:1]:
                finish = choice.finish_reason or finish
                refused = refused or bool(getattr(choice.delta, "refusal", None))
                if piece := choice.delta.content:
                    parts.append(piece)
                    length += len(piece)
            if length > most * LONGEST_REPLY:
                finish = "length"
                break
    if finish is None:
        raise _Cut
    text = "".join(parts)
    return Reply(
        text=text,
        finish="refused" if refused or finish == "content_filter" else "length" if finish == "length" else "stop",
        tokens_in=usage.prompt_tokens if usage else estimate(json.dumps(body["messages"], ensure_ascii=False)),
        tokens_out=usage.completion_tokens if usage else estimate(text),
    )


def estimate(text: str) -> int:
    """Return about how many tokens a text has, rather too many than too few."""
    plain = sum(map(str.isascii, text))
    return math.ceil(plain * TOKENS_PER_CHARACTER[0] + (len(text) - plain) * TOKENS_PER_CHARACTER[1])
