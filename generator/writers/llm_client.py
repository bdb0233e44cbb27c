"""The client of the model writer: asks an OpenAI-compatible endpoint, with limits, retries and kept replies.

Neither the key nor a prompt nor a server's own words enter a message, a log or a brief.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.errors import BriefproofError, NotKept
from generator.writers import llm_cache, llm_wire
from generator.writers.llm_cache import Reply
from generator.writers.llm_settings import Settings
from generator.writers.llm_wire import PARAMETERS

ATTEMPTS = 5
"""Times that a request is sent before the run is given up."""
WAITS = (1, 2, 4, 8)
"""Seconds before each further attempt, where the server does not say."""
LONGEST_WAIT = 60
"""Seconds that a server may ask to wait (Retry-After); with more the run ends and says so."""
_SHORT = {"response_format": "json_schema", "stream_options": "include_usage"}
"""What a brief records of a parameter whose value is long."""

Messages = list[dict[str, str]]


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
                    raise NotKept(
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
        more_in, more_out = (
            llm_wire.estimate(json.dumps(body["messages"], ensure_ascii=False)),
            self.settings.reply_tokens,
        )
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
        host = llm_wire.host(self.settings)
        self._afford(body)
        llm_wire.installed()
        for attempt in range(ATTEMPTS):
            failure = llm_wire.Failure()
            with failure.noted(self.settings, body):
                self._api = self._api or llm_wire.api(self.settings)
                reply = llm_wire.read(self._api.chat.completions.create(**body), body, self.settings.reply_tokens)
                self.sent += 1
                return reply
            if failure.parameter:
                return Reply(finish="unsupported", parameter=failure.parameter)
            if failure.wait is not None and failure.wait > LONGEST_WAIT:
                raise BriefproofError(
                    f"{host}: {failure.what}, and asks to wait {failure.wait:.0f} s; try again later: "
                    "the replies so far are kept"
                )
            if attempt < ATTEMPTS - 1:
                self._sleep(WAITS[attempt] if failure.wait is None else failure.wait)
        raise BriefproofError(
            f"{host}: {failure.what}, {ATTEMPTS} times; try again later (the replies so far are kept), "
            "or use WRITER=extractive"
        )


def replayer(recorded: Mapping[str, Any], folder: Path) -> Client:
    """Return a client that answers from the replies in `folder` what a brief's front matter says was asked."""
    parameters = {
        name: PARAMETERS[name] if name in _SHORT else value for name, value in recorded.get("parameters", {}).items()
    }
    return Client(Settings(model=str(recorded.get("model"))), folder, parameters=parameters, offline=True)
