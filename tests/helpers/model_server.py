"""A server that speaks the protocol of OpenAI's chat completions, streamed, and behaves as it is told to."""

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.helpers.local_server import running

Model = Callable[[list[dict[str, str]]], str]
"""Answers a conversation."""


@dataclass
class Endpoint:
    """A running server: what it was sent, and what it does next."""

    model: Model
    """Answers whenever `script` is empty."""
    script: list[dict[str, Any]] = field(default_factory=list)
    """What to do with the next requests, one step each: `status`, `headers`, `body`, or `text`, `finish`, `cut`."""
    refuses: tuple[str, ...] = ()
    """Parameters to which the answer is 400."""
    named: bool = True
    """Whether that answer names the parameter."""
    usage: bool = True
    bodies: list[bytes] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


def lines(messages: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return what a conversation holds from outside, as a model would read it."""
    mark, rest = re.search(r"\n(=== \w+ ===)\n(.*)", messages[1]["content"], re.S).groups()
    return [json.loads(line) for line in rest.removesuffix(mark).strip().split("\n")]


def cards(messages: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the passages of a conversation, those of a part one by one."""
    found = []
    for line in lines(messages):
        if "id" in line:
            found.append(line)
        elif "text" in line and "part" in line:
            known = {key: value for key, value in line.items() if key not in ("part", "text", "left")}
            found += [known | {"id": name, "text": words.lstrip(" -")} for name, words in line["text"] if name]
    return found


def form(messages: list[dict[str, str]]) -> str:
    """Return what a conversation asks for."""
    return next(
        name for name in ("sections", "statements", "sentences", "findings") if f'{{"{name}"' in messages[0]["content"]
    )


def answer(name: str, values: list[dict[str, Any]], **more: Any) -> str:
    """Write an answer down."""
    return json.dumps({name: values, **more}, ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        endpoint: Endpoint = self.server.endpoint
        data = self.rfile.read(int(self.headers["Content-Length"]))
        endpoint.bodies.append(data)
        endpoint.heads.append(dict(self.headers))
        body = json.loads(data)
        step = endpoint.script.pop(0) if endpoint.script else {}
        refused = next((name for name in endpoint.refuses if name in body), None)
        if refused:
            told = {"message": "no such parameter", "param": refused if endpoint.named else None}
            step = {"status": 400, "body": json.dumps({"error": told})}
        if step.get("status", 200) != 200 or "body" in step:
            self._whole(step)
            return
        text = step.get("text")
        self._streamed(endpoint, endpoint.model(body["messages"]) if text is None else text, step)

    def _whole(self, step: dict[str, Any]) -> None:
        data = step.get("body", json.dumps({"error": {"message": "no: sk-secret"}})).encode()
        self.send_response(step.get("status", 200))
        for name, value in {"Content-Type": "application/json", **step.get("headers", {})}.items():
            self.send_header(name, str(value))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _streamed(self, endpoint: Endpoint, text: str, step: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = [text[at : at + 40] for at in range(0, len(text), 40)]
        if "cut" in step:
            pieces = pieces[:1]
        for piece in pieces:
            self._event({"delta": {"content": piece}, "finish_reason": None})
        if step.get("cut") == "connection":
            self.close_connection = True
            return  # no last chunk
        if "refusal" in step:
            self._event({"delta": {"refusal": step["refusal"]}, "finish_reason": None})
        if "cut" not in step:
            self._event({"delta": {}, "finish_reason": step.get("finish", "stop")}, usage=endpoint.usage)
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, choice: dict[str, Any], *, usage: bool = False) -> None:
        event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        event["choices"] = [{"index": 0, **choice}]
        if usage:
            event["usage"] = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}
        self._chunk(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):  # a client that has read enough
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def serving(model: Model) -> Iterator[Endpoint]:
    """Run a server on a free port of this machine."""
    endpoint = Endpoint(model=model)
    with running(_Handler, endpoint=endpoint) as address:
        endpoint.url = f"{address}/v1"
        yield endpoint
