"""Findings in the forms that people, programs and forges read."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator import __version__
from generator.gate.rules import RULES, Finding
from generator.messages import say, shown

Results = Sequence[tuple[Path, Sequence[Finding]]]
"""Each brief that was checked, with its findings."""


def plain(path: Path, finding: Finding) -> dict[str, Any]:
    """Return a finding as the JSON that `--json` prints."""
    return {
        "path": path.as_posix(),
        "line": finding.line,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
    }


def text(results: Results, notes: Sequence[str]) -> str:
    """One line a finding, those on a line of the text first, then the notes, then a line of counts, for a terminal."""
    lines = [line(path, f) for path, findings in results for f in sorted(findings, key=_of_the_whole)]
    return "\n".join([*lines, *map(shown, notes), shown(_counts(results))])


def line(path: Path, finding: Finding) -> str:
    """Return a finding as a terminal shows it; what is said of the file as a whole names no line of it."""
    where = f"{path}:{finding.line}" if finding.line else f"{path}"
    return f"{where}: {finding.severity} {finding.code}: {shown(finding.message)}"


def _of_the_whole(finding: Finding) -> bool:
    """Tell whether a finding is about the file or its front matter, and no line of the text."""
    return finding.line <= 1


def as_json(results: Results, notes: Sequence[str]) -> str:
    """All findings as one JSON object."""
    value = {
        "checked": len(results),
        "failed": _failed(results),
        "findings": [plain(path, finding) for path, finding in _flat(results)],
        "notes": list(notes),
    }
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)


def github(results: Results, notes: Sequence[str]) -> str:
    """Workflow commands that a GitHub runner shows as annotations on the lines of a pull request."""
    lines = []
    for path, finding in _flat(results):
        place = f"file={_property(path.as_posix())},line={max(1, finding.line)},title={_property(finding.code)}"
        lines.append(f"::{finding.severity} {place}::{_data(finding.message)}")
    lines += [f"::notice::{_data(note)}" for note in notes]
    return "\n".join([*lines, _data(_counts(results))])


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def sarif(results: Results, notes: Sequence[str]) -> str:
    """SARIF 2.1.0, for code scanning."""
    codes = list(RULES)
    rules = [
        {
            "id": code,
            "shortDescription": {"text": says},
            "help": {"text": f"docs/findings.md, section {code}: what it means and what to do."},
            "defaultConfiguration": {"level": severity},
        }
        for code, (severity, says) in RULES.items()
    ]
    found = [
        {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": path.as_posix()},
                        "region": {"startLine": max(1, finding.line)},
                    }
                }
            ],
        }
        for path, finding in _flat(results)
    ]
    said = [{"level": "note", "message": {"text": note}} for note in notes]
    driver = {"name": "briefproof", "version": __version__, "rules": rules}
    run: dict[str, Any] = {"tool": {"driver": driver}, "results": found}
    if said:
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": said}]
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Results, Sequence[str]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _flat(results: Results) -> Iterable[tuple[Path, Finding]]:
    return ((path, finding) for path, findings in results for finding in findings)


def _failed(results: Results) -> int:
    return sum(any(finding.severity == "error" for finding in findings) for _, findings in results)


def _counts(results: Results) -> str:
    if len(results) == 1:
        return say("1 brief checked, {failed} with errors", failed=_failed(results))
    return say("{number} briefs checked, {failed} with errors", number=len(results), failed=_failed(results))
