"""The command that writes a brief, and what it prints: what was understood before, what came of it after."""

import argparse
import json
import os
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.commands.options import (
    BUILD,
    corpus_folder,
    environment,
    paths,
    print_json,
    progress,
    query,
    row,
    switched,
)
from generator.messages import joined, say, shown

LONGEST = 60
"""Characters of the commission's words, and of a name, that a line shows."""


def brief(options: argparse.Namespace) -> int:
    """Write, validate and file a brief; 1 where it was not filed."""
    from generator import pipeline

    request = _request(options)
    if options.dry_run or switched(options, "DRY_RUN"):
        for body in pipeline.asked(request, build=BUILD):
            print(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        return 0
    request = _understood(request)
    outcome = pipeline.make(request, build=BUILD, progress=progress(say("reading")))
    if options.json:
        print_json(_outcome_data(outcome))
        return 0 if outcome.passed else 1
    _print_outcome(outcome, request.model)
    if options.verbose:
        for name, seconds in outcome.seconds:
            print(f"  {name:<12} {seconds:.2f} s")
    if not outcome.passed:
        told = say("the draft breaks rules and was not filed; it lies in {path} with its findings", path=outcome.path)
        print(f"briefproof: {shown(told)}", file=sys.stderr)
    return 0 if outcome.passed else 1


def _understood(request: Any) -> Any:
    """Show what was understood before the work is done; where it is not plain who is meant, ask once.

    Nobody is asked but in a terminal: elsewhere the first reading is taken, and it is said which, and how to say it.
    """
    from generator import pipeline

    found = pipeline.understand(request, build=BUILD, progress=progress(say("reading")))
    ways = found.open or found.unsure
    if ways and sys.stdin.isatty() and sys.stderr.isatty() and request.query != "-":
        for number, way in enumerate(ways, start=1):
            print(f"  {number}. {', '.join(way)}", file=sys.stderr)
        asked = say(
            "Which subjects are meant? 1 to {last}, or their names, parted by “;”; Enter for 1: ", last=len(ways)
        )
        print(shown(asked), end="", file=sys.stderr, flush=True)
        request = _chosen(request, ways, sys.stdin.readline().strip(), tied=bool(found.open))
        found = pipeline.understand(request, build=BUILD)
    elif found.open:
        other = joined([", ".join(way) for way in ways[1:]], " / ")
        row("read as", "{first} (it could be {other})", first=", ".join(ways[0]), other=other, file=sys.stderr)
    elif ways:
        row("unsure", "who is meant; to say it, end the commission with a line such as “{line}”",
            line=_stating(ways[0], found.commission.language), file=sys.stderr)  # fmt: skip
    for line in pipeline.lines(request, found):
        print(line, file=sys.stderr)
    return request


def _chosen(request: Any, ways: Sequence[tuple[str, ...]], answer: str, *, tied: bool) -> Any:
    """Return a request for the subjects that a person means: those of a number, or names, which become the last line of
    the commission, so that it says itself who is meant."""
    from generator.language import text

    if answer.isdecimal() or not answer:
        number = int(answer) if answer.isdecimal() and 0 < int(answer) <= len(ways) else 1
        if tied:
            return replace(request, taken=ways[number - 1])
        if number == 1:
            return request
        names: tuple[str, ...] = ways[number - 1]
    else:
        names = tuple(filter(None, (name.strip() for name in re.split("[;；]", answer))))
    line = _stating(names, text.language(request.query))
    return replace(request, query=f"{request.query.rstrip()}\n\n{line}")


def _stating(names: Sequence[str], language: str) -> str:
    """Return the line of a commission that states its subjects."""
    return f"主体：{'；'.join(names)}" if language == "zh" else f"Subjects: {'; '.join(names)}"


def _request(options: argparse.Namespace) -> Any:
    """Return the request that the options, and where told so the environment, make."""
    from generator import pipeline

    no_attach = options.no_attach or (environment(options, "ATTACH") or "").casefold() in ("no", "0", "false")
    request = pipeline.Request(
        query=query(options),
        documents=paths(options, options.pdf, "PDF"),
        images=paths(options, options.image, "IMAGE"),
        platform=options.platform or environment(options, "PLATFORM"),
        slug=options.slug or environment(options, "SLUG"),
        corpus=corpus_folder(options),
        out=Path(options.out or environment(options, "OUT") or "briefs"),
        attach=not no_attach,
        force=options.force or switched(options, "FORCE"),
        writer=options.writer or environment(options, "WRITER") or "extractive",
    )
    return replace(request, model=_model()) if request.writer == "llm" else request


def _model() -> Any:
    """Return whom the writer "llm" asks, from the environment."""
    from generator.writers import llm_client, llm_settings

    return llm_client.Client(
        llm_settings.settings(os.environ), BUILD / "replies", progress=progress(say("writing")),
        tell=lambda line: print(f"briefproof: {shown(line)}", file=sys.stderr),
    )  # fmt: skip


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
    from generator.commission import instructions
    from generator.gate import RULES

    front = outcome.brief.front
    length = front["commission"]["length"]
    kinds = [entry.kind for entry in outcome.ledger.entries]
    print_path(outcome)
    least, most = length.get("min", "–"), length.get("max", "–")
    row("length", "{counted} {unit} ({least} to {most})", counted=length["counted"], unit=length["unit"], least=least,
        most=most)  # fmt: skip
    listed = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    row("sentences", "{number}: {kinds}", number=len(kinds), kinds=listed)
    documents = front["corpus"]["documents"]
    row("sources", "{cited} cited; corpus of {documents} documents", cited=len(front["sources"]), documents=documents)
    if front["balance"]:
        row("balance", "{shares}", shares=", ".join(f"{name} {share} %" for name, share in front["balance"].items()))
    for item in front["logos"]:
        row("logo", "{image}: {verdict} {name} (confidence {confidence})", image=item["image"], verdict=item["verdict"],
            name=item["name"] or "", confidence=f"{item['confidence']:.2f}")  # fmt: skip
    asked_for = front["commission"]["instructions"]
    wished = {i["words"] for i in asked_for if model and instructions.wished(i["key"], i["status"], i["words"])}
    for asked in asked_for:
        row("asked", "“{words}”: {became}", words=_shortened(asked["words"]),
            became=_became(front, asked, judged="judgement" in kinds, told=wished))  # fmt: skip
    kept = len(RULES) - len({finding.code for finding in outcome.findings})
    row("checks", "{kept} of {all} rules without a finding", kept=kept, all=len(RULES))
    print_findings(outcome.path, outcome.findings)
    for note in outcome.notes:
        row("note", "{note}", note=note)
    _print_model(outcome, model)
    if outcome.passed and (waiting := sum(finding.code == "pending" for finding in outcome.findings)):
        row("waiting", "{number} sentences for a signature: briefproof sign {path} --by NAME", number=waiting,
            path=outcome.path)  # fmt: skip


def _print_model(outcome: Any, model: Any) -> None:
    from generator.writers import llm_settings

    if model is not None:
        said = outcome.brief.front["writer"]["sentences"]
        row("model", "{sentences}", sentences=", ".join(f"{number} {kind}" for kind, number in said.items()))
        row("cost", "{cost}", cost=model.cost())
    elif named := llm_settings.named(os.environ)[1]:
        row("model", "{name} is set up and was not asked: WRITER=llm has it write (docs/writer-llm.md)",
            name=_shortened(named))  # fmt: skip


def _became(front: Mapping[str, Any], instruction: Mapping[str, str], *, judged: bool, told: Collection[str]) -> str:
    """Say what became of an instruction of the commission; `judged`: the brief holds judgement; `told`: the words of
    those that a model was told as wishes."""
    from generator.brief import outcomes
    from generator.commission import closing

    if judged and closing.closes(instruction["key"], instruction["words"]):
        return say("judgement, which waits for a signature")
    if instruction["words"] in told:
        return say("a wish, which the model was told; no rule holds it")

    section = outcomes.place(front)
    judge = say("a person’s to judge: briefproof judge")
    if section:
        judge = say("what speaks for each stands in “{section}”; the choice is a person’s: briefproof judge",
                    section=section)  # fmt: skip
    said = {
        "structure": say("done"),
        "checked": say("checked by {rule}", rule=instruction.get("rule", "")),
        "person": judge,
        "unread": say("nothing was read from it"),
        "left": say("the sources give nothing to quote on it; the brief says so at its top"),
        "lacking": say("looked for; nothing answered well enough to be quoted"),
        "short": say("not reached: no more answered well enough to be quoted"),
        "uncited": say("no source that is cited is called so"),
    }
    return said.get(outcomes.of(front, instruction), say("not something this tool does"))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def print_path(outcome: Any) -> None:
    """Print where a brief lies, and whether it was there as it is."""
    print(outcome.path if outcome.changed else shown(say("{path} (unchanged)", path=outcome.path)))


def print_findings(path: Path, findings: Sequence[Any]) -> None:
    """Print findings, a line each."""
    from generator.gate import reports

    for finding in findings:
        print(reports.line(path, finding))
