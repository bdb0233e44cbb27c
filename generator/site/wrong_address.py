"""The page that gh-pages shows for a wrong address: it lies at the root, beside the versions, and needs nothing else.

GitHub shows it under whatever address was asked for, at any depth, so it finds the versions from there.
"""

import base64
import hashlib
import os
import subprocess

from generator.errors import BriefproofError, last_line
from generator.messages import say
from generator.site.markup import esc, link

BRANCH = "refs/heads/gh-pages"
FILE = "404.html"
_STYLE = (
    "body{font:1.1rem/1.7 system-ui,sans-serif;max-width:36rem;margin:20vh auto 0;padding:0 1.2rem;color:#1d2526;"
    "background:#fff}a{color:#0b6b5d;margin-right:1.5rem}"
    "@media (prefers-color-scheme:dark){body{color:#e4eaea;background:#151b1c}a{color:#74d0be}}"
)
_SCRIPT = (
    "(async()=>{for(let at=new URL('.',location);;at=new URL('..',at)){"
    "const got=await fetch(new URL('versions.json',at)).catch(()=>null);"
    "if(got&&got.ok){document.querySelectorAll('a').forEach(a=>a.href=new URL(a.dataset.to,at));return}"
    "if(at.pathname==='/')return}})()"
)
"""Looks for versions.json in the folders above the wrong address, the nearest first: the links lead there."""


def page(alias: str, home: str) -> str:
    """Return the page; `alias` is the version that its links lead to, `home` where they lead without JavaScript."""
    allowed = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (_STYLE, _SCRIPT)]
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed[0]}'; script-src 'sha256-{allowed[1]}'; connect-src 'self'"
    )
    named = (("index.html", "全部简报 · All briefs"), ("index.html#search", "搜索 · Search"))
    links = "".join(link(home, esc(label), data_to=f"{alias}/{to}") for to, label in named)
    return (
        f'<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>没有这一页 · No such page</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        "<h1>没有这一页 · No such page</h1>\n<p>它可能已经改名、撤回，或只在某一版本中。<br>"
        '<span lang="en">It may have been renamed or withdrawn, or be part of one version only.</span></p>\n'
        f"<p>{links}</p>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def commit(content: str, epoch: str) -> None:
    """Put the page at the root of the branch gh-pages, as a commit of the time `epoch`, unless it is there already."""
    entries = [line for line in _git("ls-tree", BRANCH).splitlines() if not line.endswith(f"\t{FILE}")]
    blob = _git("hash-object", "-w", "--stdin", given=content)
    tree = _git("mktree", given="\n".join([*entries, f"100644 blob {blob}\t{FILE}"]) + "\n")
    if tree == _git("rev-parse", f"{BRANCH}^{{tree}}"):
        return
    dates = {"GIT_AUTHOR_DATE": f"{epoch} +0000", "GIT_COMMITTER_DATE": f"{epoch} +0000"}
    new = _git("commit-tree", tree, "-p", BRANCH, "-m", "Show a page for wrong addresses", **dates)
    _git("update-ref", BRANCH, new)


def _git(*arguments: str, given: str = "", **more: str) -> str:
    done = subprocess.run(
        ["git", *arguments], input=given.encode(), capture_output=True, env={**os.environ, **more}, check=False
    )
    if done.returncode:
        said = last_line(done.stderr) or say("no message")
        raise BriefproofError(
            "git {command} for {file} of gh-pages: {said}", command=arguments[0], file=FILE, said=said
        )
    return done.stdout.decode("utf-8", "replace").strip()
