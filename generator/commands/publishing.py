"""The commands that make pages of briefs, and hand them over."""

import argparse
import sys
from pathlib import Path
from typing import Any

from generator.commands.options import BUILD, environment
from generator.commands.writing import print_findings, print_path
from generator.errors import BriefproofError
from generator.messages import say, shown, tell


def gate() -> Any:
    """Return whom the site asks what may be shown: all that `check` finds."""
    from generator.review import history, revisions
    from generator.review.judging import judged
    from generator.site.publishing import Gate

    return Gate(judge=judged, steps=revisions.steps, commit=history.head())


def stage(options: argparse.Namespace) -> int:
    """Write the pages and name the briefs that are left out; 1 when that leaves none."""
    from generator.site import publishing

    done = publishing.stage(
        Path(options.briefs), BUILD / "cache", gate(), drafts=options.with_drafts, exports=options.exports
    )
    tell("{folder}: {written} pages written, {removed} removed", folder=publishing.DOCS, written=done.written,
         removed=done.removed)  # fmt: skip
    for line in done.left_out:
        tell("briefproof: left out: {line}", line=line, file=sys.stderr)
    if done.uncarded:
        tell(
            "briefproof: no picture for links to {number} of {all} briefs: no font here has all their characters (Noto "
            "Sans CJK has them)", number=done.uncarded, all=done.shown, file=sys.stderr,
        )  # fmt: skip
    return 1 if done.left_out and not done.shown else 0


def site(options: argparse.Namespace) -> int:
    """Build the site; 1 where it would show no brief."""
    from generator.site import engines, publishing

    engines.check_folder()
    status = stage(options)
    publishing.build(options.engine)
    print("build/site/index.html")
    return status


def serve(options: argparse.Namespace) -> None:
    """Build the site and serve it, again on every change."""
    from generator.site import engines, publishing

    engines.check_folder()
    engines.check_port(options.port)
    stage(options)
    publishing.serve(Path(options.briefs), BUILD / "cache", gate, options.port)


def publish(options: argparse.Namespace) -> None:
    """Commit the site as a version."""
    from generator.review import history
    from generator.site import engines, publishing

    version = options.version or environment(options, "VERSION")
    if not version:
        raise BriefproofError("no version: give one, as 1.0; with make VERSION=1.0")
    engines.check_folder()
    if not history.inside_work_tree():
        raise BriefproofError(
            "publish commits to the branch gh-pages, and here is no git repository: git init makes one"
        )
    if not history.head():
        raise BriefproofError("publish commits to the branch gh-pages, and nothing is committed here yet: commit first")
    alias = options.alias or environment(options, "ALIAS") or "latest"
    publishing.publish(
        version, alias, Path("briefs"), BUILD / "cache", gate(), push=options.push, exports=options.exports,
        engine=options.engine,
    )  # fmt: skip
    pushed = "" if options.push else say("; not pushed")
    tell("branch gh-pages: {version} ({alias}){pushed}", version=version, alias=alias, pushed=pushed)


def export(options: argparse.Namespace) -> None:
    """Hand a brief over as files."""
    from generator.site import publishing

    brief = options.brief or environment(options, "BRIEF")
    if not brief:
        raise BriefproofError("no brief: give its path, briefs/….md; with make BRIEF=briefs/….md")
    for path in publishing.hand_over(Path(brief), BUILD / "export", BUILD / "cache", gate()):
        print(path)


def demo(_: argparse.Namespace) -> int:
    """Make the briefs and pictures of the README; 1 where a brief was not filed."""
    from generator import demo
    from generator.site import publishing

    outcomes = demo.run(BUILD)
    for outcome in outcomes:
        print_path(outcome)
        print_findings(outcome.path, outcome.findings)
    if not all(outcome.passed for outcome in outcomes):
        return 1
    publishing.stage(Path("briefs"), BUILD / "cache", gate())
    publishing.build()
    print(shown(publishing.pictures()))
    return 0
