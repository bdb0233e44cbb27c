"""A web server on a free port of this machine, for tests whose client may go away at any moment."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from typing import Any


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hung up is no failure, and by then the test that asked may be over."""


@contextlib.contextmanager
def running(handler: Callable[..., Any], **attributes: Any) -> Iterator[str]:
    """Yield the address, without a slash at its end; `attributes` are what the handler finds on its server."""
    server = _Server(("127.0.0.1", 0), handler)
    for name, value in attributes.items():
        setattr(server, name, value)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
