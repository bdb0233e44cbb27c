"""The command line: `python -m generator …` or `briefproof …`."""

import argparse
import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from generator.arguments import completion, parser
from generator.errors import BriefproofError

BUILD = Path("build")
"""Everything that can be made again: caches, indexes, drafts, the site."""
SURROUNDINGS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""Errors of the system that are never the program's: folders that may not be read or written, and full disks."""
MOST_QUERY = 1_000_000
"""Length of a commission, bytes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 for what a person can mend (one line) and for findings that are errors."""
    options = parser().parse_args(arguments)
    gc.set_threshold(50_000, 20, 20)  # a run is short and keeps what it reads: a third less time on many briefs
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its products here are small: a second thread waits, busily
    try:
        return COMMANDS[options.command](options) or 0
    except BriefproofError as error:
        print(f"briefproof: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        if error.errno not in SURROUNDINGS:
            raise
        print(f"briefproof: {error.filename or 'a file'}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("briefproof: stopped", file=sys.stderr)
        return 130


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str))


def _environment(options: argparse.Namespace, name: str) -> str | None:
    """Return an environment variable where the command was told to read them; empty counts as absent."""
    return (os.environ.get(name) or None) if getattr(options, "from_env", False) else None


def _query(options: argparse.Namespace) -> str:
    from generator.commission.form import is_form

    given = options.query if options.query is not None else _environment(options, "QUERY")
    path = options.query_file or _environment(options, "QUERY_FILE")
    if given is not None and path:
        raise BriefproofError("give the commission once: as QUERY='…' or as QUERY_FILE=path")
    if given is None and not path:
        raise BriefproofError("no commission: give QUERY='…', QUERY_FILE=path, or QUERY=- for standard input")
    raw = _raw(path or "-") if path or given == "-" else None
    try:
        query = given if raw is None else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefproofError(
            f"{path or 'standard input'}: not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None
    if path and Path(path).suffix in (".yml", ".yaml") and not is_form(query):
        raise BriefproofError(f"{path}: a commission in YAML opens with commission: 1 (briefproof commission --yaml)")
    return query


def _raw(path: str) -> bytes:
    """Return what stands in a file or comes from a pipe, "-" being standard input; never more than MOST_QUERY."""
    from generator.files import read_bytes

    if path == "-":
        raw = sys.stdin.buffer.read(MOST_QUERY + 1)
    elif Path(path).is_fifo() or Path(path).is_char_device():
        with Path(path).open("rb") as handle:
            raw = handle.read(MOST_QUERY + 1)
    else:
        return read_bytes(Path(path), most=MOST_QUERY)
    if len(raw) > MOST_QUERY:
        raise BriefproofError(f"{path}: more than {MOST_QUERY:,} bytes; a commission is a page or two")
    return raw


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

    request = _request(options)
    if options.dry_run or _switched(options, "DRY_RUN"):
        for body in pipeline.asked(request, build=BUILD):
            print(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        return 0
    request = _understood(request)
    outcome = pipeline.make(request, build=BUILD, progress=_progress("reading"))
    if options.json:
        _print_json(_outcome_data(outcome))
        return 0 if outcome.passed else 1
    _print_outcome(outcome, request.model)
    if options.verbose:
        for name, seconds in outcome.seconds:
            print(f"  {name:<12} {seconds:.2f} s")
    if not outcome.passed:
        print(
            f"briefproof: the draft breaks rules and was not filed; it lies in {outcome.path} with its findings",
            file=sys.stderr,
        )
    return 0 if outcome.passed else 1


def _understood(request: Any) -> Any:
    """Show what was understood before the work is done; where nothing decides between two readings, ask once.

    Nobody is asked but in a terminal: elsewhere the first reading is taken, and it is said which.
    """
    from generator import pipeline

    found = pipeline.understand(request, build=BUILD, progress=_progress("reading"))
    ways = [", ".join(names) for names in found.open]
    if ways and sys.stdin.isatty() and sys.stderr.isatty() and request.query != "-":
        for number, way in enumerate(ways, start=1):
            print(f"  {number}. {way}", file=sys.stderr)
        print(f"Which subjects are meant? 1 to {len(ways)}, Enter for 1: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        chosen = int(answer) - 1 if answer.isdecimal() and 0 < int(answer) <= len(ways) else 0
        request = replace(request, taken=found.open[chosen])
        found = pipeline.understand(request, build=BUILD)
    elif ways:
        print(f"  read as      {ways[0]} (it could be {' or '.join(ways[1:])})", file=sys.stderr)
    for line in pipeline.lines(request, found.commission):
        print(line, file=sys.stderr)
    return request


def _request(options: argparse.Namespace) -> Any:
    """Return the request that the options, and where told so the environment, make."""
    from generator import pipeline

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
        force=options.force or _switched(options, "FORCE"),
        writer=options.writer or _environment(options, "WRITER") or "extractive",
    )
    return replace(request, model=_model()) if request.writer == "llm" else request


def _switched(options: argparse.Namespace, name: str) -> bool:
    return (_environment(options, name) or "") not in ("", "0", "no")


def _outcome_data(outcome: Any) -> dict[str, Any]:
    from generator.gate import reports

    return {
        "path": outcome.path.as_posix(),
        "passed": outcome.passed,
        "changed": outcome.changed,
        "findings": [reports.plain(outcome.path, f) for f in outcome.findings],
        "notes": outcome.notes,
        "front": outcome.brief.front,
    }


def _print_outcome(outcome: Any, model: Any) -> None:
    from generator.gate import RULES

    front = outcome.brief.front
    length = front["commission"]["length"]
    kinds = [entry.kind for entry in outcome.ledger.entries]
    print(f"{outcome.path}" + ("" if outcome.changed else " (unchanged)"))
    print(f"  length       {length['counted']} {length['unit']} ({length.get('min', '–')} to {length.get('max', '–')})")
    print(f"  sentences    {len(kinds)}: " + ", ".join(f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds)))
    print(f"  sources      {len(front['sources'])} cited; corpus of {front['corpus']['documents']} documents")
    if front["balance"]:
        print("  balance      " + ", ".join(f"{name} {share} %" for name, share in front["balance"].items()))
    for item in front["logos"]:
        print(
            f"  logo         {item['image']}: {item['verdict']} {item['name'] or ''} "
            f"(confidence {item['confidence']:.2f})"
        )
    for asked in front["commission"]["instructions"]:
        print(f"  asked        “{_shortened(asked['words'])}”: {_became(asked)}")
    failed = {finding.code for finding in outcome.findings}
    print(f"  checks       {len(RULES) - len(failed)} of {len(RULES)} rules without a finding")
    _print_findings(outcome.path, outcome.findings)
    for note in outcome.notes:
        print(f"  note         {note}")
    from generator.writers import llm_settings

    if model is None and (named := llm_settings.named(os.environ)[1]):
        told = "is set up and was not asked: WRITER=llm has it write (docs/writer-llm.md)"
        print(f"  model        {_shortened(named)} {told}")
    if model is not None:
        said = front["writer"]["sentences"]
        print("  model        " + ", ".join(f"{number} {kind}" for kind, number in said.items()))
        print(f"  cost         {model.cost()}")
    if outcome.passed and (waiting := sum(finding.code == "pending" for finding in outcome.findings)):
        print(f"  waiting      {waiting} sentences for a signature: briefproof sign {outcome.path} --by NAME")


def _became(instruction: Mapping[str, str]) -> str:
    """Say what became of an instruction of the commission."""
    said = {"structure": "done", "checked": f"checked by {instruction.get('rule', '')}"}
    return said.get(instruction["status"], "not something this tool does")


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _model() -> Any:
    """Return whom the writer "llm" asks, from the environment."""
    from generator.writers import llm_client, llm_settings

    return llm_client.Client(
        llm_settings.settings(os.environ), BUILD / "replies", progress=_progress("writing"),
        tell=lambda line: print(f"briefproof: {line}", file=sys.stderr),
    )  # fmt: skip


def _print_findings(path: Path, findings: Sequence[Any]) -> None:
    for finding in findings:
        print(f"{path}:{finding.line}: {finding.severity} {finding.code}: {finding.message}")


def _desk(options: argparse.Namespace) -> int:
    from generator.review import desk

    commands = {
        "check": desk.check, "review": desk.write_review, "impact": desk.show_impact, "sign": desk.sign,
        "judge": desk.judge, "refresh": desk.refresh, "repair": desk.repair, "verify": desk.verify,
        "withdraw": desk.withdraw,
    }  # fmt: skip
    return commands[options.command](options, BUILD)


def _project(options: argparse.Namespace) -> int:
    from generator.project import desk

    return {"init": desk.init, "upgrade": desk.upgrade, "doctor": desk.doctor}[options.command](options)


def _completion(options: argparse.Namespace) -> None:
    print(completion(options.shell))


def _commission(options: argparse.Namespace) -> None:
    from generator import commission

    understood = commission.read(_query(options))
    if options.yaml:
        print(commission.write(understood), end="")
    elif options.json:
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
    if options.action == "read":
        return _read_corpus(folder, cache, options)
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
    else:
        print(corpus_tools.report(found, verbose=options.verbose), end="")
    return 0


def _read_corpus(folder: Path, cache: Path, options: argparse.Namespace) -> int:
    """Read a corpus and bring its index up to date, so that nothing is left to do for who searches it."""
    from functools import partial

    from generator import corpus as corpora
    from generator.corpus import cluster
    from generator.evidence import retrieval

    reading = partial(cluster.read_all, address=options.ray) if options.ray else None
    read = corpora.read(folder, cache=cache, progress=_progress("reading"), reading=reading)
    ((index, _),) = retrieval.open_indexes(BUILD / "index", read, (), prune=options.prune)
    chunks = sum(len(document.chunks) for document in read.documents)
    print(f"{len(read.documents)} documents, {chunks} chunks" + (f"; index: {index.version}" if index.version else ""))
    for line in (index.rebuilt, index.advice):
        if line:
            print(f"briefproof: {line}", file=sys.stderr)
    if failed := sum(not problem.foreign for problem in read.problems):
        print(f"{failed} files were not read; `briefproof corpus list` says why")
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


def _gate() -> Any:
    """Return whom the site asks what may be shown: all that `check` finds."""
    from generator.review import history, revisions
    from generator.review.judging import judged
    from generator.site.publishing import Gate

    return Gate(judge=judged, steps=revisions.steps, commit=history.head())


def _stage(options: argparse.Namespace) -> int:
    """Write the pages and name the briefs that are left out; 1 when that leaves none."""
    from generator.site import publishing

    done = publishing.stage(
        Path(options.briefs), BUILD / "cache", _gate(), drafts=options.with_drafts, exports=options.exports
    )
    print(f"{publishing.DOCS}: {done.written} pages written, {done.removed} removed")
    for line in done.left_out:
        print(f"briefproof: left out: {line}", file=sys.stderr)
    if done.uncarded:
        print(f"briefproof: no picture for links to {done.uncarded} of {done.shown} briefs: no font here has all their "
              "characters (Noto Sans CJK has them)", file=sys.stderr)  # fmt: skip
    return 1 if done.left_out and not done.shown else 0


def _site(options: argparse.Namespace) -> int:
    from generator.site import publishing

    status = _stage(options)
    publishing.build(options.engine)
    print("build/site/index.html")
    return status


def _serve(options: argparse.Namespace) -> None:
    from generator.site import publishing

    _stage(options)
    publishing.serve(Path(options.briefs), BUILD / "cache", _gate, options.port)


def _publish(options: argparse.Namespace) -> None:
    from generator.site import publishing

    version = options.version or _environment(options, "VERSION")
    if not version:
        raise BriefproofError("no version: give VERSION=1.0")
    alias = options.alias or _environment(options, "ALIAS") or "latest"
    publishing.publish(
        version, alias, Path("briefs"), BUILD / "cache", _gate(), push=options.push, exports=options.exports,
        engine=options.engine,
    )  # fmt: skip
    print(f"branch gh-pages: {version} ({alias})" + ("" if options.push else "; not pushed"))


def _export(options: argparse.Namespace) -> None:
    from generator.site import publishing

    brief = options.brief or _environment(options, "BRIEF")
    if not brief:
        raise BriefproofError("no brief: give BRIEF=briefs/….md")
    for path in publishing.hand_over(Path(brief), BUILD / "export", BUILD / "cache", _gate()):
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
    publishing.stage(Path("briefs"), BUILD / "cache", _gate())
    publishing.build()
    print(publishing.pictures())
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int | None]] = {
    "brief": _brief, "check": _desk, "review": _desk, "impact": _desk, "sign": _desk, "judge": _desk,
    "refresh": _desk, "repair": _desk, "verify": _desk, "withdraw": _desk, "commission": _commission,
    "corpus": _corpus, "logo": _logo, "search": _search, "stage": _stage, "site": _site, "serve": _serve,
    "publish": _publish, "export": _export, "demo": _demo, "init": _project, "upgrade": _project, "doctor": _project,
    "completion": _completion,
}  # fmt: skip
"""What runs each command of `arguments`; each imports what it needs, so that start-up stays light."""


if __name__ == "__main__":
    sys.exit(main())
