"""The only place that talks to a model: an OpenAI-compatible endpoint, with limits, retries and kept replies.

Neither the key nor a prompt nor a server's own words enter a message, a log or a brief.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.errors import BriefproofError
from generator.writers import llm_cache
from generator.writers.llm_cache import Reply

ATTEMPTS = 5
"""Times that a request is sent before the run is given up."""
WAITS = (1, 2, 4, 8)
"""Seconds before each further attempt, where the server does not say."""
LONGEST_WAIT = 60
"""Seconds that a server may ask to wait (Retry-After); with more the run ends and says so."""
TIMEOUT = 120
"""Seconds without a byte after which an attempt counts as failed."""
REPLY_TOKENS = 2048
"""Tokens that a reply may have."""
LONGEST_REPLY = 8
"""Characters for each token of `REPLY_TOKENS` from which a stream is cut, where a server ignores the limit."""
BRIEF_TOKENS = 200_000
"""Tokens, in and out, that one brief may cost."""
TOKENS_PER_CHARACTER = 1.5
"""Estimate, on the high side, where the server counts nothing."""
SCHEMA = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "cards": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["text", "cards"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
PARAMETERS: Mapping[str, Any] = {
    "response_format": {
        "type": "json_schema",
        "json_schema": {"name": "sentences", "strict": True, "schema": SCHEMA},
    },
    "stream_options": {"include_usage": True},
    "seed": 0,
    "temperature": 0,
    "max_tokens": REPLY_TOKENS,
}
"""Sent with every request as far as the server knows them; what it refuses without a name is left out in this order."""
_SHORT = {"response_format": "json_schema", "stream_options": "include_usage"}
"""What a brief records of a parameter whose value is long."""
_TRANSPORT = ("httpx", "httpx2", "httpcore", "httpcore2", "h11")
"""Packages whose exceptions the `openai` package lets through while a reply streams in."""

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Whom to ask, and how much it may cost."""

    model: str
    base_url: str | None = None
    """None for the default of the `openai` package."""
    api_key: str = field(default="", repr=False)
    reply_tokens: int = REPLY_TOKENS
    brief_tokens: int = BRIEF_TOKENS
    timeout: float = TIMEOUT
    """Seconds."""
    prices: tuple[float, float] | None = None
    """For a million tokens in, and out, in any one currency."""
    money: float | None = None
    """Most that one brief may cost, in the currency of the prices."""


def settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables; raises BriefproofError naming the one that is off."""

    def number(name: str, otherwise: float | None = None) -> Any:
        given = environment.get(name, "").strip()
        if not given:
            return otherwise
        try:
            value = int(given) if isinstance(otherwise, int) else float(given)
        except ValueError:
            value = -1
        if not 0 <= value < 1e12 or (value == 0 and otherwise is not None):
            what = "a number, 0 or more" if otherwise is None else "a whole number above 0"
            raise BriefproofError(f"{name}={given!r}: must be {what}")
        return value

    model = environment.get("BRIEFPROOF_MODEL", "").strip()
    if not model:
        raise BriefproofError("WRITER=llm needs the name of a model: set BRIEFPROOF_MODEL (see docs/writer-llm.md)")
    if not model.isprintable() or len(model) > 200:
        raise BriefproofError("BRIEFPROOF_MODEL: a printable name of at most 200 characters")
    base, key = environment.get("OPENAI_BASE_URL", "").strip(), environment.get("OPENAI_API_KEY", "").strip()
    if base and (urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).hostname):
        raise BriefproofError("OPENAI_BASE_URL: must be an address such as http://127.0.0.1:8080/v1")
    if not base and not key:
        raise BriefproofError(
            "WRITER=llm needs an endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL of a server of yours"
        )
    prices = (number("BRIEFPROOF_PRICE_IN"), number("BRIEFPROOF_PRICE_OUT"))
    money = number("BRIEFPROOF_MAX_COST")
    if money is not None and None in prices:
        raise BriefproofError(
            "BRIEFPROOF_MAX_COST needs BRIEFPROOF_PRICE_IN and BRIEFPROOF_PRICE_OUT, for a million tokens"
        )
    return Settings(
        model=model,
        base_url=base or None,
        api_key=key,
        reply_tokens=number("BRIEFPROOF_REPLY_TOKENS", REPLY_TOKENS),
        brief_tokens=number("BRIEFPROOF_MAX_TOKENS", BRIEF_TOKENS),
        timeout=number("BRIEFPROOF_TIMEOUT", TIMEOUT),
        prices=None if None in prices else prices,
        money=money,
    )


class Client:
    """Asks one model, for one brief."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        *,
        parameters: Mapping[str, Any] | None = None,
        offline: bool = False,
        progress: Callable[[int, int, str], None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`folder` keeps the replies. With `offline` nothing is sent: a reply that is not there is an error."""
        self.settings, self.folder, self.offline, self.progress, self._sleep = (
            settings, folder, offline, progress, sleep,
        )  # fmt: skip
        self.parameters = dict(parameters or PARAMETERS | {"max_tokens": settings.reply_tokens})
        self.asked: list[str] = []
        """Hashes of the requests that were answered, in order."""
        self.sent = self.tokens_in = self.tokens_out = 0
        """Requests that were sent; tokens of all replies, kept ones included."""
        self._api: Any = None

    @property
    def form(self) -> str:
        """How the model is to answer: "json" or "lines"."""
        return "json" if "response_format" in self.parameters else "lines"

    def body(self, messages: Messages) -> dict[str, Any]:
        """Return a request as it is sent, in the order in which the `openai` package writes it."""
        head = {"model": self.settings.model, "stream": True, "messages": messages}
        return head | dict(sorted(self.parameters.items()))

    def ask(self, messages: Callable[[str], Messages]) -> Reply:
        """Return the model's reply to `messages(form)`, kept or fresh.

        Raises BriefproofError when the endpoint cannot be used, a limit is reached or, offline, no reply is kept.
        """
        while True:
            body = self.body(messages(self.form))
            name = llm_cache.key(body)
            reply = llm_cache.load(self.folder, name)
            if reply is None:
                if self.offline:
                    raise BriefproofError(
                        f"the replies of {self.settings.model} are not in {self.folder}, so what it wrote cannot be "
                        "written again; only the machine that wrote the brief has them, until make clean"
                    )
                reply = self._fresh(body)
                llm_cache.keep(self.folder, name, reply)
            if reply.finish == "unsupported" and reply.parameter in self.parameters:
                self._concede(reply.parameter)
                continue
            self.asked.append(name)
            self.tokens_in += reply.tokens_in
            self.tokens_out += reply.tokens_out
            return reply

    def record(self) -> dict[str, Any]:
        """Return what a brief says of the model and of what it was asked."""
        return {
            "model": self.settings.model,
            "parameters": {name: _SHORT.get(name, value) for name, value in sorted(self.parameters.items())},
            "prompts": hashlib.sha256("\n".join(self.asked).encode()).hexdigest(),
            "replies": len(self.asked),
        }

    def cost(self) -> str:
        """Return in a line what the brief cost."""
        line = (
            f"{self.settings.model}: {len(self.asked)} replies ({len(self.asked) - self.sent} of them kept from before)"
            f", {self.tokens_in} tokens in, {self.tokens_out} out"
        )
        return line if self.settings.prices is None else f"{line}, cost {self._money():.4f}"

    def _money(self, more_in: int = 0, more_out: int = 0) -> float:
        price_in, price_out = self.settings.prices or (0.0, 0.0)
        return ((self.tokens_in + more_in) * price_in + (self.tokens_out + more_out) * price_out) / 1e6

    def _concede(self, parameter: str) -> None:
        value = self.parameters.pop(parameter)
        if parameter == "max_tokens":
            self.parameters["max_completion_tokens"] = value

    def _afford(self, body: Mapping[str, Any]) -> None:
        """Raise BriefproofError when the request might cost more than is left."""
        more_in, more_out = _estimate(json.dumps(body["messages"], ensure_ascii=False)), self.settings.reply_tokens
        done = f"after {len(self.asked)} replies, which are kept"
        if self.tokens_in + self.tokens_out + more_in + more_out > self.settings.brief_tokens:
            raise BriefproofError(
                f"the next request may pass the limit of {self.settings.brief_tokens} tokens for a brief ({done}); "
                "raise BRIEFPROOF_MAX_TOKENS, or use WRITER=extractive"
            )
        if self.settings.money is not None and self._money(more_in, more_out) > self.settings.money:
            raise BriefproofError(
                f"the next request may pass the limit of {self.settings.money:g} for a brief ({done}); "
                "raise BRIEFPROOF_MAX_COST, or use WRITER=extractive"
            )

    def _fresh(self, body: Mapping[str, Any]) -> Reply:
        """Send a request, again after what passes by itself."""
        self._afford(body)
        _installed()
        for attempt in range(ATTEMPTS):
            failure = _Failure()
            with failure.noted(self.settings, body):
                self._api = self._api or _api(self.settings)
                reply = _read(self._api.chat.completions.create(**body), body, self.settings.reply_tokens)
                self.sent += 1
                return reply
            if failure.parameter:
                return Reply(finish="unsupported", parameter=failure.parameter)
            if failure.wait is not None and failure.wait > LONGEST_WAIT:
                raise BriefproofError(
                    f"{_host(self.settings)}: {failure.what}, and asks to wait {failure.wait:.0f} s; try again later: "
                    "the replies so far are kept"
                )
            if attempt < ATTEMPTS - 1:
                self._sleep(WAITS[attempt] if failure.wait is None else failure.wait)
        raise BriefproofError(
            f"{_host(self.settings)}: {failure.what}, {ATTEMPTS} times; try again later (the replies so far are kept), "
            "or use WRITER=extractive"
        )


def replayer(recorded: Mapping[str, Any], folder: Path) -> Client:
    """Return a client that answers from the replies in `folder` what a brief's front matter says was asked."""
    parameters = {
        name: PARAMETERS[name] if name in _SHORT else value for name, value in recorded.get("parameters", {}).items()
    }
    return Client(Settings(model=str(recorded.get("model"))), folder, parameters=parameters, offline=True)


class _Cut(Exception):
    """A stream that ended before the reply did."""


@dataclass(slots=True)
class _Failure:
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
            self.what = f"no answer within {settings.timeout:g} s"
        except (openai.APIConnectionError, _Cut):
            self.what = "no connection, or one that broke off"
        except openai.APIError:  # an error inside a stream
            self.what = "an error in mid-reply"
        except json.JSONDecodeError:
            self.what = "what came is no reply"
        except Exception as error:
            if type(error).__module__.split(".")[0] not in _TRANSPORT:
                raise
            self.what = "the connection broke off"

    def _status(self, error: Any, settings: Settings, body: Mapping[str, Any]) -> None:
        status = error.status_code
        self.what = f"status {status}"
        if status in (408, 409, 429) or status >= 500:
            given = error.response.headers.get("retry-after", "")
            self.wait = float(given) if given.replace(".", "", 1).isdigit() else None
            return
        if "context" in f"{error.code} {error.type}":
            raise BriefproofError(
                f"{_host(settings)}: a section is longer than the context of {settings.model}"
            ) from None
        if status in (400, 422):
            named = error.param if isinstance(error.param, str) else ""
            optional = [name for name in PARAMETERS if name in body]
            self.parameter = named.split(".")[0] if named.split(".")[0] in optional else next(iter(optional), "")
        if not self.parameter:
            hint = {
                401: "check OPENAI_API_KEY",
                403: "check OPENAI_API_KEY",
                404: "check BRIEFPROOF_MODEL and OPENAI_BASE_URL",
            }
            raise BriefproofError(
                f"{_host(settings)}: status {status} for {settings.model}; {hint.get(status, 'check BRIEFPROOF_MODEL')}"
            ) from None


def _api(settings: Settings) -> Any:
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


def _installed() -> None:
    try:
        import openai  # noqa: F401
    except ImportError:
        raise BriefproofError(
            "WRITER=llm needs the package openai: .venv/bin/pip install -c constraints.txt -e '.[llm]'"
        ) from None


def _host(settings: Settings) -> str:
    return (urlsplit(settings.base_url).hostname if settings.base_url else None) or "api.openai.com"


def _read(stream: Any, body: Mapping[str, Any], most: int) -> Reply:
    """Read a streamed reply to its end, or until it is far too long; raises _Cut when it breaks off."""
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
        tokens_in=usage.prompt_tokens if usage else _estimate(json.dumps(body["messages"], ensure_ascii=False)),
        tokens_out=usage.completion_tokens if usage else _estimate(text),
    )


def _estimate(text: str) -> int:
    return round(len(text) * TOKENS_PER_CHARACTER)
