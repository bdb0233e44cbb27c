"""A headless Chromium and a server for a built site, for tests and for tools/screenshots.py."""

import contextlib
import functools
import http.server
import importlib.util
import os
import shutil
from pathlib import Path

from tests.helpers.local_server import running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> str | None:
    """Return the path of an installed Chromium, from $BRIEFPROOF_CHROMIUM or the usual names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return os.environ.get("BRIEFPROOF_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def missing() -> str | None:
    """Return what `browser` needs and is not installed."""
    if importlib.util.find_spec("playwright") is None:
        return "the playwright package is not installed"
    return None if executable() else "no Chromium is installed"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder: Path):
    """Serve `folder` on a free port of this machine; yields the address, ending in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with running(handler) as address:
        yield f"{address}/"


@contextlib.contextmanager
def browser():
    """Yield a headless Chromium; needs the playwright package and an installed browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()
