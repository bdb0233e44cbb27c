"""The command line: `python -m generator …` or `briefproof …`."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from generator import __version__
from generator.errors import BriefproofError

BUILD = Path("build")
"""Everything that can be made again: caches, indexes, drafts, the site."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 for what a person can mend (one line) and for findings that are errors."""
    options = _parser().parse_args(arguments)
    gc.set_threshold(50_000, 20, 20)  # a run is short and keeps what it reads: a third less time on many briefs
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its products here are small: a second thread waits, busily
    try:
        return options.run(options) or 0
    except BriefproofError as error:
        print(f"briefproof: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        print("briefproof: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefproof",
        description="Write research briefs from a corpus, sentence by sentence with their evidence, and publish "
        "nothing that its sources do not support.",
        epilog="Paths are relative to the current folder: run it in the folder that holds briefs/ and corpus/.",
    )
    parser.add_argument("--version", action="version", version=f"briefproof {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[Any], int | None], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        added.set_defaults(run=run)
        return added

    brief = command("brief", _brief, "write, validate and file a brief")
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

    check = command("check", _gate("check"), "validate briefs against their sources")
    check.add_argument("paths", nargs="*", metavar="BRIEF", help="briefs to check (default: all in briefs/)")
    _base(check, "only briefs that changed since this commit, or whose sources did")
    check.add_argument("--allow-pending", action="store_true", help="end with 0 where signatures are all that lacks")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    _json(check)

    review = command("review", _gate("review"), "write what changed in the briefs as Markdown, for a comment")
    _base(review, "compare with this commit")
    review.add_argument("--link-base", metavar="URL", help="address of the files on the forge, for links to lines")
    review.add_argument("--output", metavar="FILE", help="write to a file instead of printing")

    impact = command("impact", _gate("impact"), "list the published sentences that changed or removed documents carry")
    impact.add_argument("paths", nargs="+", metavar="PATH", help="documents of a corpus, or attachments")

    _mending(command)

    commission = command("commission", _commission, "show what is understood of a commission, and from which words")
    _query_options(commission)
    _json(commission)

    corpus = command("corpus", _corpus, "list the corpus, show what was read, find what is wrong, add to it")
    corpus.add_argument("action", choices=("list", "show", "doctor", "add"))
    corpus.add_argument("what", nargs="?", metavar="DOC|FILE|URL", help="show: document; add: file or address")
    corpus.add_argument("--corpus", default="corpus", metavar="DIR")
    corpus.add_argument("--dropped", action="store_true", help="show: what the reader left out as well")
    corpus.add_argument("--allow-private", action="store_true", help="add: addresses of this machine or network too")
    _json(corpus)

    logo = command("logo", _logo, "say which platform's logo an image shows, with the evidence")
    logo.add_argument("what", nargs="+", metavar="IMAGE", help="an image; or: add BRAND FILE, for the gallery")
    logo.add_argument("--alias", action="append", default=[], metavar="NAME", help="add: another name of the brand")
    logo.add_argument("--html", metavar="FILE", help="draw the evidence into a page")
    logo.add_argument("--corpus", default="corpus", metavar="DIR", help="its logos/ folder joins the gallery")
    _json(logo)

    search = command("search", _search, "search the corpus as the writer does")
    search.add_argument("query")
    search.add_argument("--corpus", default="corpus", metavar="DIR")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="chunks at most (default: 10)")
    _json(search)

    stage = command("stage", _stage, "write the pages of the site to build/docs")
    stage.add_argument("--briefs", default="briefs", metavar="DIR")
    site = command("site", _site, "build the site into build/site")
    site.add_argument("--briefs", default="briefs", metavar="DIR")
    serve = command("serve", _serve, "build the site and serve it on this machine, again on every change")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--briefs", default="briefs", metavar="DIR")
    publish = command("publish", _publish, "commit the site as a version to the local branch gh-pages")
    publish.add_argument("version", nargs="?")
    publish.add_argument("--alias", default=None, help="name that always leads to this version (default: latest)")
    publish.add_argument("--push", action="store_true", help="push the branch as well")
    publish.add_argument("--from-env", action="store_true", help="take what is not given from VERSION and ALIAS")
    export = command("export", _export, "hand a brief over as one HTML file, PDF and .docx, in build/export")
    export.add_argument("brief", nargs="?", metavar="BRIEF")
    export.add_argument("--from-env", action="store_true", help="take the brief from BRIEF")
    command("demo", _demo, "make the README's brief from what the repository and its packages hold")
    return parser


def _mending(command: Callable[..., argparse.ArgumentParser]) -> None:
    sign = command("sign", _gate("sign"), "record that a person accepts edited sentences on their evidence")
    sign.add_argument("brief", metavar="BRIEF")
    sign.add_argument("--by", required=True, metavar="NAME", help="who accepts them")
    sign.add_argument("--line", type=int, action="append", default=[], metavar="N", help="these lines, not all pending")
    refresh = command("refresh", _gate("refresh"), "rebuild the ledger of a brief that was edited by hand")
    refresh.add_argument("brief", metavar="BRIEF")
    repair = command("repair", _gate("repair"), "point a brief to where its quotes stand in changed sources")
    verify = command("verify", _gate("verify"), "write a brief again from its recorded inputs and compare the bytes")
    for parser in (repair, verify):
        parser.add_argument("brief", nargs="?", metavar="BRIEF")
        parser.add_argument("--from-env", action="store_true", help="take the brief from BRIEF")
    withdraw = command("withdraw", _gate("withdraw"), "mark a brief as withdrawn; the page stays, with a notice")
    withdraw.add_argument("brief", metavar="BRIEF")
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="the reason, shown on the page")


def _query_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", metavar="TEXT", help="the commission; - reads it from standard input")
    parser.add_argument("--query-file", metavar="PATH", help="file that holds the commission, UTF-8")


def _base(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--base", metavar="COMMIT", help=f"{about}: origin/main")
    parser.add_argument("--from-env", action="store_true", help="take what is not given from BASE")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def _environment(options: argparse.Namespace, name: str) -> str | None:
    """Return an environment variable where the command was told to read them; empty counts as absent."""
    return (os.environ.get(name) or None) if getattr(options, "from_env", False) else None


def _query(options: argparse.Namespace) -> str:
    from generator.files import read_bytes

    given = options.query if options.query is not None else _environment(options, "QUERY")
    path = options.query_file or _environment(options, "QUERY_FILE")
    if given is not None and path:
        raise BriefproofError("give the commission once: as QUERY='…' or as QUERY_FILE=path")
    if given is None and not path:
        raise BriefproofError("no commission: give QUERY='…', QUERY_FILE=path, or QUERY=- for standard input")
    raw = sys.stdin.buffer.read() if given == "-" else read_bytes(Path(path)) if path else None
    try:
        return given if raw is None else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefproofError(
            f"{path or 'standard input'}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None


def _paths(options: argparse.Namespace, given: list[str], name: str) -> tuple[Path, ...]:
    listed = given or [line.strip() for line in (_environment(options, name) or "").splitlines()]
    return tuple(Path(line) for line in listed if line)


def _progress(what: str) -> Callable[[int, int, str], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, name: str) -> None:
        end = "\n" if done == total else ""
        print(f"\r\x1b[K{what} {done}/{total} {name[:60]}", end=end, file=sys.stderr, flush=True)

    return show


def _brief(options: argparse.Namespace) -> int:
    from generator import pipeline
    from generator.gate import RULES, reports

    no_attach = options.no_attach or (_environment(options, "ATTACH") or "").casefold() in ("no", "0", "false")
    request = pipeline.Request(
        query=_query(options),
        documents=_paths(options, options.pdf, "PDF"),
        images=_paths(options, options.image, "IMAGE"),
        platform=options.platform or _environment(options, "PLATFORM"),
        slug=options.slug or _environment(options, "SLUG"),
        corpus=Path(options.corpus or _environment(options, "CORPUS") or "corpus"),
        out=Path(options.out or _environment(options, "OUT") or "briefs"),
        attach=not no_attach,
        force=options.force or (_environment(options, "FORCE") or "") not in ("", "0", "no"),
        writer=options.writer or _environment(options, "WRITER") or "extractive",
    )
    dry_run = options.dry_run or (_environment(options, "DRY_RUN") or "") not in ("", "0", "no")
    if request.writer == "llm":
        request = replace(request, model=_model())
    if dry_run:
        for body in pipeline.asked(request, build=BUILD):
            print(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        return 0
    outcome = pipeline.make(request, build=BUILD, progress=_progress("reading"))
    if options.json:
        _print_json(
            {
                "path": outcome.path.as_posix(),
                "passed": outcome.passed,
                "changed": outcome.changed,
                "findings": [reports.plain(outcome.path, f) for f in outcome.findings],
                "notes": outcome.notes,
                "front": outcome.brief.front,
            }
        )
        return 0 if outcome.passed else 1
    front = outcome.brief.front
    length = front["commission"]["length"]
    kinds = [entry.kind for entry in outcome.ledger.entries]
    print(f"{outcome.path}" + ("" if outcome.changed else " (unchanged)"))
    print(f"  length       {length['counted']} {length['unit']} ({length.get('min', '–')} to {length.get('max', '–')})")
    print(f"  sentences    {len(kinds)}: " + ", ".join(f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds)))
    print(f"  sources      {len(front['sources'])} cited; corpus of {front['corpus']['documents']} documents")
    print("  balance      " + ", ".join(f"{name} {share} %" for name, share in front["balance"].items()))
    for item in front["logos"]:
        print(
            f"  logo         {item['image']}: {item['verdict']} {item['name'] or ''} "
            f"(confidence {item['confidence']:.2f})"
        )
    failed = {finding.code for finding in outcome.findings}
    print(f"  checks       {len(RULES) - len(failed)} of {len(RULES)} rules without a finding")
    _print_findings(outcome.path, outcome.findings)
    for note in outcome.notes:
        print(f"  note         {note}")
    if request.model is not None:
        said = front["writer"]["sentences"]
        print("  model        " + ", ".join(f"{number} {kind}" for kind, number in said.items()))
        print(f"  cost         {request.model.cost()}")
    if outcome.passed and (waiting := sum(finding.code == "pending" for finding in outcome.findings)):
        print(f"  waiting      {waiting} sentences for a signature: briefproof sign {outcome.path} --by NAME")
    if options.verbose:
        for name, seconds in outcome.seconds:
            print(f"  {name:<12} {seconds:.2f} s")
    if not outcome.passed:
        print(
            f"briefproof: the draft breaks rules and was not filed; it lies in {outcome.path} with its findings",
            file=sys.stderr,
        )
    return 0 if outcome.passed else 1


def _model() -> Any:
    """Return whom the writer "llm" asks, from the environment."""
    from generator.writers import llm_client, llm_settings

    return llm_client.Client(llm_settings.settings(os.environ), BUILD / "replies", progress=_progress("writing"))


def _print_findings(path: Path, findings: Sequence[Any]) -> None:
    for finding in findings:
        print(f"{path}:{finding.line}: {finding.severity} {finding.code}: {finding.message}")


def _gate(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the command of that name in `gate`, imported when it runs."""

    def run(options: argparse.Namespace) -> int:
        from generator.review import desk as gate

        commands = {
            "check": gate.check, "review": gate.write_review, "impact": gate.show_impact, "sign": gate.sign,
            "refresh": gate.refresh, "repair": gate.repair, "verify": gate.verify, "withdraw": gate.withdraw,
        }  # fmt: skip
        return commands[name](options, BUILD)

    return run


def _commission(options: argparse.Namespace) -> None:
    from generator import commission

    understood = commission.read(_query(options))
    if options.json:
        _print_json(commission.to_json(understood))
    else:
        print(commission.describe(understood))


def _corpus(options: argparse.Namespace) -> int:
    from generator import corpus as corpora
    from generator.corpus import tools as corpus_tools

    if options.action in ("show", "add") and not options.what:
        raise BriefproofError(
            f"corpus {options.action}: say what: {'a document' if options.action == 'show' else 'a file or an address'}"
        )
    folder, cache = Path(options.corpus), BUILD / "cache"
    if options.action == "add":
        added = corpus_tools.add(options.what, folder, cache=cache, allow_private=options.allow_private)
        print(added.path)
        if added.missing:
            print(f"not known yet: {', '.join(added.missing)}; fill them in beside the file")
        return 0
    read = corpora.read(folder, cache=cache, progress=_progress("reading"))
    if options.action == "show":
        document = corpus_tools.find(read, options.what)
        if options.json:
            _print_json(corpus_tools.data(document, dropped=options.dropped))
        else:
            print(corpus_tools.show(document, dropped=options.dropped))
        return 0
    if options.action == "list":
        if options.json:
            _print_json(corpus_tools.list_data(read))
        else:
            print(corpus_tools.listing(read))
        return 0
    found = corpus_tools.doctor(read)
    if options.json:
        _print_json([asdict(finding) for finding in found])
    for finding in () if options.json else found:
        print(f"{finding.path}: {finding.code}: {finding.message}")
    return 0


def _logo(options: argparse.Namespace) -> int:
    from generator import logo
    from generator.files import write_atomically
    from generator.logo import report

    folder = Path(options.corpus) / "logos"
    if options.what[0] == "add":
        if len(options.what) != 3:
            raise BriefproofError("logo add: say the brand and the file: briefproof logo add 'Hugging Face' mark.png")
        print(report.add(options.what[1], Path(options.what[2]), folder, aliases=tuple(options.alias)))
        return 0
    if len(options.what) != 1:
        raise BriefproofError("logo: one image at a time")
    image, gallery = Path(options.what[0]), folder if folder.is_dir() else None
    match = logo.identify(image, logos=gallery)
    if options.html:
        write_atomically(Path(options.html), report.as_html(match, image, logos=gallery))
    if options.json:
        _print_json(report.as_json(match))
    else:
        print(report.as_text(match))
    return 0


def _search(options: argparse.Namespace) -> int:
    from generator import corpus, evidence as retrieval

    read = corpus.read(Path(options.corpus), cache=BUILD / "cache", progress=_progress("reading"))
    passages = retrieval.search(
        options.query, read, BUILD / "index", options.limit, tell=lambda line: print(f"note: {line}", file=sys.stderr)
    )
    if options.json:
        _print_json(
            [
                {
                    "document": p.document.title,
                    "path": p.document.path,
                    "chunk": p.chunk,
                    "score": p.score,
                    "headings": p.document.chunks[p.chunk - 1].heading_path,
                    "text": p.document.chunks[p.chunk - 1].text,
                }
                for p in passages
            ]
        )
        return 0
    for passage in passages:
        chunk = passage.document.chunks[passage.chunk - 1]
        place = " › ".join((passage.document.title, *chunk.heading_path))
        print(f"{passage.score:7.2f}  {place}, chunk {chunk.number}\n         {' '.join(chunk.text.split())[:160]}")
    if not passages:
        print("nothing found")
    return 0


def _stage(options: argparse.Namespace) -> None:
    from generator.site import publishing

    written, removed = publishing.stage(Path(options.briefs), BUILD / "cache")
    print(f"{publishing.DOCS}: {written} pages written, {removed} removed")


def _site(options: argparse.Namespace) -> None:
    from generator.site import publishing

    _stage(options)
    publishing.build()
    print("build/site/index.html")


def _serve(options: argparse.Namespace) -> None:
    from generator.site import publishing

    _stage(options)
    publishing.serve(Path(options.briefs), BUILD / "cache", options.port)


def _publish(options: argparse.Namespace) -> None:
    from generator.site import publishing

    version = options.version or _environment(options, "VERSION")
    if not version:
        raise BriefproofError("no version: give VERSION=1.0")
    publishing.stage(Path("briefs"), BUILD / "cache")
    alias = options.alias or _environment(options, "ALIAS") or "latest"
    publishing.publish(version, alias, push=options.push)
    print(f"branch gh-pages: {version} ({alias})" + ("" if options.push else "; not pushed"))


def _export(options: argparse.Namespace) -> None:
    from generator.site import publishing

    brief = options.brief or _environment(options, "BRIEF")
    if not brief:
        raise BriefproofError("no brief: give BRIEF=briefs/….md")
    for path in publishing.hand_over(Path(brief), BUILD / "export", BUILD / "cache"):
        print(path)


def _demo(_: argparse.Namespace) -> int:
    from generator import demo
    from generator.site import publishing

    outcomes = demo.run(BUILD)
    for outcome in outcomes:
        print(f"{outcome.path}" + ("" if outcome.changed else " (unchanged)"))
        _print_findings(outcome.path, outcome.findings)
    if not all(outcome.passed for outcome in outcomes):
        return 1
    publishing.stage(Path("briefs"), BUILD / "cache")
    publishing.build()
    print(publishing.pictures())
    return 0


if __name__ == "__main__":
    sys.exit(main())
