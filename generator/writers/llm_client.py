"""The client of the model writer: asks an OpenAI-compatible endpoint, with limits, retries and kept replies.

Neither the key nor a prompt nor a server's own words enter a message, a log or a brief.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator import packages
from generator.errors import BriefproofError, NotKept
from generator.messages import say
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
THREADS = 4
"""Requests that are under way at once."""
_SHORT = {"stream_options": "include_usage"}
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
        tell: Callable[[str], object] = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`folder` keeps the replies. With `offline` nothing is sent: a reply that is not there is an error.

        `progress` is told how far it is, `tell` what it will cost.
        """
        self.settings, self.folder, self.offline, self.progress, self.tell, self._sleep = (
            settings, folder, offline, progress, tell, sleep,
        )  # fmt: skip
        self.parameters = dict(parameters or PARAMETERS | {"max_tokens": settings.reply_tokens})
        self.asked: list[str] = []
        """Hashes of the requests that were answered."""
        self.sent = self.tokens_in = self.tokens_out = self.reserved = 0
        """Requests that were sent; tokens of all replies, kept ones included; tokens that those under way may use."""
        self.threads = THREADS
        self._api: Any = None
        self._lock = threading.RLock()

    @property
    def judge(self) -> str:
        """Name of the model that holds sentences against their sources."""
        return self.settings.judge or self.settings.model

    def body(self, messages: Messages, form: str) -> dict[str, Any]:
        """Return a request as it is sent, in the order in which the `openai` package writes it.

        `form`: one of `llm_wire.SCHEMAS`. The judge ("statements") may be another model.
        """
        model = self.judge if form == "statements" else self.settings.model
        head = {"model": model, "stream": True, "messages": messages}
        with self._lock:
            parameters = dict(sorted(self.parameters.items()))
        if "response_format" in parameters:
            parameters["response_format"] = llm_wire.formed(form)
        return head | parameters

    def each(self, work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
        """Return what `work` makes of each item, in order; several at once."""
        with ThreadPoolExecutor(max_workers=self.threads) as pool:
            return list(pool.map(work, items))

    def ask(self, messages: Messages, form: str) -> Reply:
        """Return the model's reply in a form, kept or fresh.

        Raises BriefproofError when the endpoint cannot be used, a limit is reached or, offline, no reply is kept.
        """
        while True:
            body = self.body(messages, form)
            name = llm_cache.key(body)
            reply = llm_cache.load(self.folder, name)
            if reply is None:
                if self.offline:
                    raise NotKept(
                        "the replies of {model} are not in {folder}, so what it wrote cannot be written again; "
                        "only the machine that wrote the brief has them, until make clean",
                        model=self.settings.model,
                        folder=self.folder,
                    )
                reply = self._fresh(body)
                llm_cache.keep(self.folder, name, reply)
            if reply.finish == "unsupported" and reply.parameter in body:
                with self._lock:
                    if reply.parameter in self.parameters:
                        self._concede(reply.parameter)
                continue
            with self._lock:
                self.asked.append(name)
                self.tokens_in += reply.tokens_in
                self.tokens_out += reply.tokens_out
            return reply

    def record(self) -> dict[str, Any]:
        """Return what a brief says of the model and of what it was asked."""
        judge = {"judge": self.settings.judge} if self.settings.judge else {}
        return {
            "model": self.settings.model,
            **judge,
            "parameters": {name: _SHORT.get(name, value) for name, value in sorted(self.parameters.items())},
            "prompts": hashlib.sha256("\n".join(sorted(self.asked)).encode()).hexdigest(),
            "replies": len(self.asked),
        }

    def cost(self) -> str:
        """Return in a line what the brief cost."""
        line = say(
            "{model}: {replies} replies ({kept} of them kept from before), {tokens_in} tokens in, {tokens_out} out",
            model=self.settings.model, replies=len(self.asked), kept=len(self.asked) - self.sent,
            tokens_in=self.tokens_in, tokens_out=self.tokens_out,
        )  # fmt: skip
        priced = say("{line}, cost {money}", line=line, money=f"{self._money():.4f}")
        return line if self.settings.prices is None else priced

    def told_before(self, requests: int, tokens_in: int, tokens_out: int) -> None:
        """Say, before the first request, what a brief may cost; where its replies are kept it costs nothing."""
        prices, cost = self.settings.prices, ""
        if prices:
            cost = say(", cost {money}", money=f"{(tokens_in * prices[0] + tokens_out * prices[1]) / 1e6:.2f}")
        self.tell(say(
            "{model}: about {requests} requests, {tokens_in} tokens in, {tokens_out} out{cost}; less where replies are "
            "kept, at most {most} tokens", model=self.settings.model, requests=requests, tokens_in=tokens_in,
            tokens_out=tokens_out, cost=cost, most=self.settings.brief_tokens,
        ))  # fmt: skip
        if tokens_in + tokens_out > self.settings.brief_tokens:
            self.tell(say(
                "that is likely to pass the limit, and the run would then stop on its way, its replies kept: raise "
                "BRIEFPROOF_MAX_TOKENS",
            ))  # fmt: skip

    def _money(self, more_in: int = 0, more_out: int = 0) -> float:
        price_in, price_out = self.settings.prices or (0.0, 0.0)
        return ((self.tokens_in + more_in) * price_in + (self.tokens_out + more_out) * price_out) / 1e6

    def _concede(self, parameter: str) -> None:
        value = self.parameters.pop(parameter)
        if parameter == "max_tokens":
            self.parameters["max_completion_tokens"] = value

    @contextmanager
    def _afforded(self, body: Mapping[str, Any]) -> Iterator[None]:
        """Keep room for what a request may cost while it is under way; raise BriefproofError where there is none."""
        given = llm_wire.estimate(json.dumps(body["messages"], ensure_ascii=False))
        with self._lock:
            self._afford(given, self.settings.reply_tokens)
            self.reserved += given + self.settings.reply_tokens
        try:
            yield
        finally:
            with self._lock:
                self.reserved -= given + self.settings.reply_tokens

    def _afford(self, more_in: int, more_out: int) -> None:
        """Raise BriefproofError when a request of so many tokens might cost more than is left."""
        done = say("after {number} replies, which are kept", number=len(self.asked))
        if self.tokens_in + self.tokens_out + self.reserved + more_in + more_out > self.settings.brief_tokens:
            raise BriefproofError(
                "the next request may pass the limit of {most} tokens for a brief ({done}); "
                "raise BRIEFPROOF_MAX_TOKENS, or use WRITER=extractive",
                most=self.settings.brief_tokens,
                done=done,
            )
        if self.settings.money is not None and self._money(more_in, self.reserved + more_out) > self.settings.money:
            raise BriefproofError(
                "the next request may pass the limit of {most} for a brief ({done}); raise "
                "BRIEFPROOF_MAX_COST, or use WRITER=extractive",
                most=f"{self.settings.money:g}",
                done=done,
            )

    def _fresh(self, body: Mapping[str, Any]) -> Reply:
        """Send a request, again after what passes by itself."""
        packages.need("llm")
        with self._afforded(body):
            return self._tried(body)

    def _tried(self, body: Mapping[str, Any]) -> Reply:
        host = llm_wire.host(self.settings)
        for attempt in range(ATTEMPTS):
            failure = llm_wire.Failure()
            with failure.noted(self.settings, body):
                with self._lock:
                    self._api = self._api or llm_wire.api(self.settings)
                reply = llm_wire.read(self._api.chat.completions.create(**body), body, self.settings.reply_tokens)
                with self._lock:
                    self.sent += 1
                return reply
            if failure.parameter:
                return Reply(finish="unsupported", parameter=failure.parameter)
            if failure.wait is not None and failure.wait > LONGEST_WAIT:
                raise BriefproofError(
                    "{host}: {what}, and asks to wait {wait} s; try again later: the replies so far are kept",
                    host=host,
                    what=failure.what,
                    wait=f"{failure.wait:.0f}",
                )
            if attempt < ATTEMPTS - 1:
                self._sleep(WAITS[attempt] if failure.wait is None else failure.wait)
        raise BriefproofError(
            "{host}: {what}, {attempts} times; try again later (the replies so far are kept), or use WRITER=extractive",
            host=host,
            what=failure.what,
            attempts=ATTEMPTS,
        )


def replayer(recorded: Mapping[str, Any], folder: Path) -> Client:
    """Return a client that answers from the replies in `folder` what a brief's front matter says was asked."""
    parameters = {
        name: PARAMETERS[name] if name in _SHORT else value for name, value in recorded.get("parameters", {}).items()
    }
    given = Settings(model=str(recorded.get("model")), judge=str(recorded.get("judge", "")))
    return Client(given, folder, parameters=parameters, offline=True)
