"""The commands that read: a commission, the corpus, a picture, and the search."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.commands.options import BUILD, corpus_folder, print_json, progress, query
from generator.errors import BriefproofError
from generator.messages import say, shown, tell


def commission(options: argparse.Namespace) -> None:
    """Show what is understood of a commission."""
    from generator import commission, pipeline

    request = pipeline.Request(query=query(options), corpus=corpus_folder(options))
    if request.corpus.is_dir() or _address(request.corpus):
        understood = pipeline.understand(request, build=BUILD, progress=progress(say("reading"))).commission
    else:
        understood = commission.read(request.query)
    if options.yaml:
        print(commission.write(understood), end="")
    elif options.json:
        print_json(commission.to_json(understood))
    else:
        print(commission.describe(understood))


def corpus(options: argparse.Namespace) -> int:
    """Read the corpus, list it, show a document, say what is wrong, or add to it."""
    from generator.corpus import adding, tools as corpus_tools

    if options.action in ("show", "add") and not options.what:
        raise BriefproofError(
            "corpus {action}: say what: {wanted}",
            action=options.action,
            wanted=say("a document") if options.action == "show" else say("a file or an address"),
        )
    folder, cache = Path(options.corpus), BUILD / "cache"
    if options.action == "add":
        if address := _address(folder):
            raise BriefproofError(
                "{folder} is at {address}, as policy.yml says; put the file there", folder=folder, address=address
            )
        added = adding.add(options.what, folder, cache=cache, allow_private=options.allow_private)
        print(added.path)
        if added.missing:
            tell("not known yet: {keys}; fill them in beside the file", keys=", ".join(added.missing))
        return 0
    if options.action == "read":
        return _read_corpus(folder, options)
    read = _documents(folder)
    if options.action == "show":
        document = corpus_tools.find(read, options.what)
        if options.json:
            print_json(corpus_tools.data(document, dropped=options.dropped))
        else:
            print(corpus_tools.show(document, dropped=options.dropped))
        return 0
    if options.action == "list":
        if options.json:
            print_json(corpus_tools.list_data(read))
        else:
            print(corpus_tools.listing(read))
        return 0
    found = corpus_tools.doctor(read)
    if options.json:
        print_json([asdict(finding) for finding in found])
    else:
        print(corpus_tools.report(found, verbose=options.verbose), end="")
    return 0


def _address(folder: Path) -> str:
    """Return the store that the documents of a corpus lie in, "" where they lie in its folder."""
    from generator.files import relative
    from generator.gate import policy as policies

    return policies.read(Path()).store(relative(folder), Path())


def _documents(folder: Path, reading: Any = None) -> Any:
    """Return the corpus that briefs name as `folder`, which may lie in a store."""
    from generator.gate import policy as policies, stored

    seen = progress(say("reading"))
    return stored.read(folder, policies.read(Path()), cache=BUILD / "cache", progress=seen, reading=reading)


def _read_corpus(folder: Path, options: argparse.Namespace) -> int:
    """Read a corpus and bring its index up to date, so that nothing is left to do for who searches it."""
    from functools import partial

    from generator.corpus import cluster
    from generator.evidence import retrieval

    reading = partial(cluster.read_all, address=options.ray) if options.ray else None
    read = _documents(folder, reading)
    ((index, _),) = retrieval.open_indexes(BUILD / "index", read, (), prune=options.prune)
    chunks = sum(len(document.chunks) for document in read.documents)
    named = say("; index: {version}", version=index.version) if index.version else ""
    tell("{documents} documents, {chunks} chunks{index}", documents=len(read.documents), chunks=chunks, index=named)
    for line in (index.rebuilt, index.advice):
        if line:
            print(f"briefproof: {shown(line)}", file=sys.stderr)
    if failed := sum(not problem.foreign for problem in read.problems):
        tell("{number} files were not read; `briefproof corpus list` says why", number=failed)
    return 0


def logo(options: argparse.Namespace) -> int:
    """Say which platform's logo an image shows, or add one to the gallery."""
    from generator import logo
    from generator.files import write_atomically
    from generator.logo import report

    folder = Path(options.corpus) / "logos"
    if options.what[0] == "add":
        if len(options.what) != 3:
            raise BriefproofError("logo add: say the brand and the file: briefproof logo add 'Hugging Face' mark.png")
        print(shown(report.add(options.what[1], Path(options.what[2]), folder, aliases=tuple(options.alias))))
        return 0
    if len(options.what) != 1:
        raise BriefproofError("logo: one image at a time")
    image, gallery = Path(options.what[0]), folder if folder.is_dir() else None
    match = logo.identify(image, logos=gallery)
    if options.html:
        write_atomically(Path(options.html), report.as_html(match, image, logos=gallery))
    if options.json:
        print_json(report.as_json(match))
    else:
        print(report.as_text(match))
    return 0


def _note(line: str) -> None:
    tell("note: {line}", line=line, file=sys.stderr)


def search(options: argparse.Namespace) -> int:
    """Search the corpus as the writer does."""
    from generator import evidence as retrieval
    from generator.language import tokens

    if not tokens.query_tokens(options.query):
        raise BriefproofError("search: “{query}” holds no word to search for", query=options.query)
    read = _documents(Path(options.corpus))
    passages = retrieval.search(
        options.query,
        read,
        BUILD / "index",
        options.limit,
        tell=lambda line: tell("note: {line}", line=line, file=sys.stderr),
    )
    if options.json:
        print_json(
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
        found = shown(say("{place}, chunk {number}", place=place, number=chunk.number))
        print(f"{passage.score:7.2f}  {found}\n         {' '.join(chunk.text.split())[:160]}")
    if not passages:
        tell("nothing found")
    return 0
