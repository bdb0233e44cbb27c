"""The command line: commands and their options. `__main__` runs them."""

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from generator import __version__
from generator.messages import say

ABOUT = say(
    "Write research briefs from a corpus, sentence by sentence with their evidence, and publish nothing that its "
    "sources do not support."
)
SHELLS = ("bash", "zsh", "fish")
FILES = ("DIR", "FILE", "PATH", "BRIEF", "IMAGE")
"""What stands in help for the name of a file or folder, and is completed as one."""
Adder = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command by its name and what it is about."""


def parser(said: Callable[[str], str] = str) -> argparse.ArgumentParser:
    """Return the parser of the command line; the name of the command is in `command` of what it parses.

    `said` puts what its help says into the language of who reads it.
    """
    whole = argparse.ArgumentParser(
        prog="briefproof",
        description=said(
            say(
                "Write research briefs from a corpus, sentence by sentence with their evidence, and publish "
                "nothing that its sources do not support."
            )
        ),
        epilog=say("Paths are relative to the current folder: run it in the folder that holds briefs/ and corpus/."),
    )
    whole.add_argument("--version", action=_Version, nargs=0, help="print the version, and those of the engines")
    commands = whole.add_subparsers(
        title=say("commands"), dest="command", metavar="COMMAND", required=True, parser_class=_Command
    )

    def command(name: str, about: str) -> argparse.ArgumentParser:
        about = said(about)
        return commands.add_parser(
            name, help=about, description=said(say("{about}.", about=about[0].upper() + about[1:]))
        )

    _writing(command)
    _checking(command)
    _mending(command)
    _reading(command)
    _publishing(command)
    _keeping(command)
    for one in (whole, *commands.choices.values()):
        _put(one, said)
    return whole


def _put(one: argparse.ArgumentParser, said: Callable[[str], str]) -> None:
    """Put what the help of a parser says into the language of who reads it."""
    for group in one._action_groups:
        group.title = said(group.title or "")
    for action in one._actions:
        action.help = said(action.help) if action.help else action.help
    one.epilog = said(one.epilog) if one.epilog else one.epilog


class _Command(argparse.ArgumentParser):
    """Takes options before, between and behind arguments; argparse alone gives up optional ones at the first option."""

    _inside = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._inside:
            return super().parse_known_args(args, namespace)
        self._inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._inside = False


class _Version(argparse.Action):
    """Prints the versions; they are looked for when they are asked for, since that takes its time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        import platform

        from generator import packages

        print(f"briefproof {__version__}\n  {'Python':<10} {platform.python_version()}\n{packages.engines()}")
        parser.exit()


def completion(shell: str) -> str:
    """Return the script that completes commands, options and file names in a shell, one of SHELLS."""
    import shtab

    whole = parser()
    for action in _actions(whole):
        if action.metavar in FILES:
            action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE
    return shtab.complete(whole, shell)


def _actions(of: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in of._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from _actions(one)


def _writing(command: Adder) -> None:
    brief = command("brief", "write, validate and file a brief")
    _query_options(brief)
    brief.add_argument("--pdf", action="append", default=[], metavar="PATH", help="attached document; may be repeated")
    brief.add_argument("--image", action="append", default=[], metavar="PATH", help="attached image; may be repeated")
    brief.add_argument("--platform", metavar="NAME", help="assert what the image shows; recorded as asserted")
    brief.add_argument("--slug", help="file name: a–z, digits, hyphens (default: from the title)")
    brief.add_argument("--corpus", metavar="DIR", help="folder of the corpus (default: corpus)")
    brief.add_argument("--out", metavar="DIR", help="folder for the brief (default: briefs)")
    brief.add_argument("--no-attach", action="store_true", help="record name and hash of attachments, keep no copy")
    brief.add_argument("--force", action="store_true", help="overwrite a brief that was edited by hand")
    brief.add_argument("--writer", help="extractive (default), or llm: a model words it (docs/writer-llm.md)")
    brief.add_argument(
        "--dry-run", action="store_true", help="with the writer llm: print what would be sent, send nothing"
    )
    brief.add_argument(
        "--from-env", action="store_true", help="take what is not given from QUERY, PDF, IMAGE, … as make does"
    )
    brief.add_argument("-v", "--verbose", action="store_true", help="print how long each stage took")
    _json(brief)


def _checking(command: Adder) -> None:
    check = command("check", "validate briefs against their sources")
    check.add_argument("paths", nargs="*", metavar="BRIEF", help="briefs to check (default: all in briefs/)")
    _base(check, say("only briefs that changed since this commit, or whose sources did"))
    check.add_argument("--allow-pending", action="store_true", help="end with 0 where signatures are all that lacks")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    _json(check)

    review = command("review", "write what changed in the briefs as Markdown, for a comment")
    _base(review, say("compare with this commit"))
    review.add_argument("--link-base", metavar="URL", help="address of the files on the forge, for links to lines")
    review.add_argument("--preview", metavar="URL", help="address of the site as it would be, to link to")
    review.add_argument("--output", metavar="FILE", help="write to a file instead of printing")

    impact = command("impact", "list the published sentences that changed or removed documents carry")
    impact.add_argument("paths", nargs="+", metavar="PATH", help="documents of a corpus, or attachments")


def _mending(command: Adder) -> None:
    sign = command("sign", "record that a person accepts edited sentences on their evidence")
    sign.add_argument("brief", metavar="BRIEF")
    sign.add_argument("--by", required=True, metavar="NAME", help="who accepts them")
    sign.add_argument(
        "--sentence", action="append", default=[], metavar="ID", help="this one, not all pending; may be repeated"
    )
    sign.add_argument("--whole", action="store_true", help="answer for the text as it stands, whoever wrote it")
    sign.add_argument("--key", metavar="FILE", help="SSH key, where the policy wants one (default: git's)")
    judge = command("judge", "add your own judgement: asked section by section, or given by the options")
    judge.add_argument("brief", metavar="BRIEF")
    judge.add_argument("--by", metavar="NAME", help="whose judgement it is (default: git's name)")
    judge.add_argument("--section", type=int, metavar="N", help="number of the section that it closes")
    judge.add_argument("--text", metavar="TEXT", help="the judgement, in your own words")
    judge.add_argument(
        "--rests-on", action="append", default=[], metavar="N|ID", help="a cited sentence of it; may be repeated"
    )
    judge.add_argument("--key", metavar="FILE", help="SSH key, where the policy wants one (default: git's)")
    refresh = command("refresh", "rebuild the ledger of a brief that was edited by hand")
    refresh.add_argument("brief", metavar="BRIEF")
    repair = command("repair", "point a brief to where its quotes stand in changed sources")
    verify = command("verify", "make a brief again from its recorded inputs and compare the lines")
    for parser in (repair, verify):
        parser.add_argument("brief", nargs="?", metavar="BRIEF")
        parser.add_argument("--from-env", action="store_true", help="take the brief from BRIEF")
    withdraw = command("withdraw", "mark a brief as withdrawn; the page stays, with a notice")
    withdraw.add_argument("brief", metavar="BRIEF")
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="the reason, shown on the page")


def _reading(command: Adder) -> None:
    commission = command("commission", "show what is understood of a commission, and from which words")
    _query_options(commission)
    commission.add_argument("--corpus", metavar="DIR", help="what decides between readings, where it is there (corpus)")
    commission.add_argument("--yaml", action="store_true", help="print it as a form to edit and give as QUERY_FILE")
    _json(commission)

    corpus = command("corpus", "read the corpus, list it, show what was read, find what is wrong, add to it")
    corpus.add_argument("action", choices=("read", "list", "show", "doctor", "add"))
    corpus.add_argument("what", nargs="?", metavar="DOC|FILE|URL", help="show: document; add: file or address")
    corpus.add_argument("--corpus", default="corpus", metavar="DIR")
    corpus.add_argument("--ray", metavar="ADDRESS", help="read: on this Ray cluster, auto or HOST:PORT")
    corpus.add_argument("--prune", action="store_true", help="read: leave nothing but this corpus in its index")
    corpus.add_argument("--dropped", action="store_true", help="show: what the reader left out as well")
    corpus.add_argument("-v", "--verbose", action="store_true", help="doctor: name every document")
    corpus.add_argument("--allow-private", action="store_true", help="add: addresses of this machine or network too")
    _json(corpus)

    logo = command("logo", "say which platform's logo an image shows, with the evidence")
    logo.add_argument("what", nargs="+", metavar="IMAGE", help="an image; or: add BRAND FILE, for the gallery")
    logo.add_argument("--alias", action="append", default=[], metavar="NAME", help="add: another name of the brand")
    logo.add_argument("--html", metavar="FILE", help="draw the evidence into a page")
    logo.add_argument("--corpus", default="corpus", metavar="DIR", help="its logos/ folder joins the gallery")
    _json(logo)

    search = command("search", "search the corpus as the writer does")
    search.add_argument("query")
    search.add_argument("--corpus", default="corpus", metavar="DIR")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="chunks at most (default: 10)")
    _json(search)


def _publishing(command: Adder) -> None:
    stage = command("stage", "write the pages of the site to build/docs")
    site = command("site", "build the site into build/site")
    for parser in (stage, site):
        parser.add_argument("--briefs", default="briefs", metavar="DIR")
        parser.add_argument("--with-drafts", action="store_true", help="briefs that break a rule too, marked")
        _exports(parser)
    serve = command("serve", "build the site and serve it on this machine, again on every change")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--briefs", default="briefs", metavar="DIR")
    serve.set_defaults(with_drafts=True, exports=False)
    publish = command("publish", "commit the site as a version to the local branch gh-pages")
    publish.add_argument("version", nargs="?")
    publish.add_argument("--alias", default=None, help="name that always leads to this version (default: latest)")
    publish.add_argument("--push", action="store_true", help="push the branch as well")
    _exports(publish)
    for parser in (site, publish):
        parser.add_argument("--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="what builds the pages")
    publish.add_argument("--from-env", action="store_true", help="take what is not given from VERSION and ALIAS")
    export = command("export", "hand a brief over as one HTML file, PDF and .docx, in build/export")
    export.add_argument("brief", nargs="?", metavar="BRIEF")
    export.add_argument("--from-env", action="store_true", help="take the brief from BRIEF")
    command("demo", "make the README's brief from what the repository and its packages hold")


def _keeping(command: Adder) -> None:
    init = command("init", "make a folder of your own: corpus, briefs, site, checks")
    init.add_argument("folder", metavar="DIR", help="a new folder, or an empty one")
    init.add_argument("--bare", action="store_true", help="without the example in corpus/")
    upgrade = command("upgrade", "show what this version would change in the files that init wrote, and change it")
    upgrade.add_argument("paths", nargs="*", metavar="FILE", help="with --yes: files that were edited here, too")
    upgrade.add_argument("--yes", action="store_true", help="change it; what was edited here stays")
    doctor = command("doctor", "say what is installed, what is not, what for, and what to do about it")
    for parser in (upgrade, doctor):
        _json(parser)
    completion = command("completion", "print a script that completes commands and options in a shell")
    completion.add_argument("shell", choices=SHELLS)


def _exports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--exports", action="store_true", help="each brief as PDF, .docx, one file and BibTeX as well")


def _query_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", metavar="TEXT", help="the commission; - reads it from standard input")
    parser.add_argument("--query-file", metavar="PATH", help="file that holds the commission, UTF-8")


def _base(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--base", metavar="COMMIT", help=say("{about}: origin/main", about=about))
    parser.add_argument("--from-env", action="store_true", help="take what is not given from BASE")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
