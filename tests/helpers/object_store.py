"""An object store on this machine that speaks as Amazon's S3 does, for as long as a test runs."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest


@contextlib.contextmanager
def running(patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start moto's server, point the environment at it, and yield the address of an empty bucket."""
    pytest.importorskip("moto.server", reason="moto is not installed (extra test-cluster)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    endpoint = f"http://127.0.0.1:{port}"
    named = {"ENDPOINT": endpoint, "ENDPOINT_URL": endpoint, "ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test"}
    for key, value in {**named, "REGION": "us-east-1", "ALLOW_HTTP": "true"}.items():
        patch.setenv(f"AWS_{key}", value)
    try:
        _made(f"{endpoint}/shelf", until=time.monotonic() + 60)
        yield "s3://shelf"
    finally:
        server.kill()
        server.wait()


def _made(bucket: str, *, until: float) -> None:
    while True:
        try:
            urllib.request.urlopen(urllib.request.Request(bucket, method="PUT"), timeout=10).close()
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
