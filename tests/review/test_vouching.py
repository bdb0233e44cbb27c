"""Whatever a person says is proven, or found; and a change of the policy counts when it is merged."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator import brief as briefs, yaml_text
from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.gate import Shelf, brief_at, policy
from generator.review import history, ruling, vouching
from tests.helpers import loaded
from tests.review.test_signing import claim, filed, git, write  # noqa: F401

CASES = loaded("review/vouching.yml")


def rewritten(path, change):
    """Change the values of YAML, of a brief's front matter or of a whole file, and write it quoted and sorted."""
    text = path.read_text("utf-8")
    front, body = text.split("---\n", 2)[1:] if path.suffix == ".md" else (text, "")
    value = yaml_text.load(front, "x")
    change(value)
    new = yaml.safe_dump(value, allow_unicode=True, default_style='"' if change is quoted else None)
    path.write_text(f"---\n{new}---\n{body}" if path.suffix == ".md" else new, "utf-8")


def quoted(value):
    """Leave the values and quote them all."""


def in_order(value):
    """Leave the values, whose keys come out sorted."""


def other_name(value):
    if "entries" in value:
        next(entry for entry in value["entries"] if "signed" in entry)["signed"]["on"] = "2026-11-23"
    else:
        value["commission"]["subjects"][0]["name"] = "Mistral"


def other_reason(value):
    value["absent"][0]["why"] = "nobody asked"


def taken_back(value):
    next(entry for entry in value["entries"] if "signed" in entry).pop("signed")


AFTER = {
    "quoted": quoted,
    "sorted": in_order,
    "other name": other_name,
    "other reason": other_reason,
    "taken back": taken_back,
}


def said(path, case):
    """Write what a case says and return the file that holds it."""
    by, item = case.get("by", "Ada Example"), brief_at(path)
    if case["what"] == "asserted":
        commission = item.brief.front["commission"]
        first, *rest = commission["subjects"]
        subjects = [first | {"from": "asserted", "by": by}, *rest]
        front = dict(item.brief.front) | {"commission": commission | {"subjects": subjects}}
        path.write_text(briefs.render(replace(item.brief, front=front)), "utf-8")
        return path
    if case["what"] == "absent":
        source = item.brief.front["sources"][0]
        excuse = {"file": source["path"], "sha256": source["sha256"], "by": by, "why": "not ours to copy"}
        Path("policy.yml").write_text(
            yaml.safe_dump({"absent": [excuse]} | yaml.safe_load(case.get("policy", "{}"))), "utf-8"
        )
        return Path("policy.yml")
    entry = claim(path)
    write(path, replace(entry, signed=ledgers.Signature(by=by, on="2026-11-22", of=ledgers.content_hash(entry))))
    return path.with_suffix(".ledger.yml")


def keyed(case):
    """Make keys of Ada's and Mallory's, and list hers; return what signs a commit with the one of the case."""
    for name in ("ada", "mallory"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name], check=True)
    kind, key, _ = Path("ada.pub").read_text("ascii").split()
    Path(".allowed_signers").write_text(f'"Ada Example" {kind} {key}\n', "ascii")
    return (
        "-c",
        "gpg.format=ssh",
        "-c",
        f"user.signingkey={Path(case['key']).resolve()}.pub",
        "-c",
        "commit.gpgsign=true",
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_says_so_is_proven_or_found(filed, case):  # noqa: F811
    if "policy" in case and case["what"] != "absent":
        Path("policy.yml").write_text(case["policy"], "utf-8")
    signing = keyed(case) if "key" in case else ()
    path, now = said(filed, case), filed
    if author := case.get("commit", "Ada Example"):
        git("add", ".")
        subprocess.run(
            ["git", *signing, "-c", f"user.name={author}", "commit", "-qm", "said", "--date=2026-11-22T12:00:00Z"],
            check=True,
        )
    whole = path.read_text("utf-8")
    for change in case.get("after", ()):
        if change == "renamed":
            now = Path("briefs/2026-11-22-renamed.md")
            filed.rename(now)
            filed.with_suffix(".ledger.yml").rename(now.with_suffix(".ledger.yml"))
        elif change == "put back":
            path.write_text(whole, "utf-8")
        else:
            rewritten(path, AFTER[change])
        git("add", ".")
        git("commit", "-qm", change, by="Mallory")
    words = vouching.words(brief_at(now), Shelf(root=Path(), cache=Path("build/cache")))
    found = [word for word in words if word.by == case.get("by", "Ada Example")]
    assert found and len(words) == len(found)
    for word in found:
        assert case["finds"] in word.fault if "finds" in case else not word.fault, word
        assert not case.get("proof") or word.proof.startswith(case["proof"])


def test_without_git_who_says_so_is_a_warning(filed, monkeypatch):  # noqa: F811
    said(filed, {"what": "asserted"})
    monkeypatch.setattr(history, "inside_work_tree", lambda: False)
    found = list(vouching.check(brief_at(filed), Shelf(root=Path(), cache=Path("build/cache"))))
    assert [(f.code, f.severity) for f in found] == [("unproven", "warning")]


def bench():
    return ruling.Bench(Path("build/cache"), history.since("base"))


def signatures(path):
    return [f.message for f in bench().judge(brief_at(path)) if f.code == "signature"]


def test_a_change_does_not_name_its_own_signer(filed, capsys):  # noqa: F811
    Path("policy.yml").write_text("signers: {pending: [Ada Example]}\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "policy")
    git("tag", "base")
    Path("policy.yml").write_text("signers: {pending: [Ada Example, Mallory]}\n", "utf-8")
    said(filed, {"what": "signed", "by": "Mallory"})
    git("commit", "-qam", "mine", by="Mallory")
    assert "policy.yml lets Ada Example sign this" in signatures(filed)[0]
    assert main(["check", "--base", "base"]) == 1
    assert (
        "policy.yml changed: what is allowed anew counts once it is merged; until then base" in capsys.readouterr().out
    )
    assert main(["review", "--base", "base"]) == 0
    page = capsys.readouterr().out
    assert "合并之后才算数" in page or "counts once it is merged" in page
    assert "Mallory signed 1 sentence" in page
    git("tag", "-f", "base")
    assert not signatures(filed)
    Path("policy.yml").write_text("signers: {pending: [Ada Example]}\n", "utf-8")  # what allows less holds at once
    git("commit", "-qam", "less", by="Mallory")
    assert "policy.yml lets Ada Example sign this" in signatures(filed)[0]


def test_a_change_does_not_bring_its_own_key(filed):  # noqa: F811
    Path("policy.yml").write_text("signatures: ssh\n", "utf-8")
    keyed({"key": "ada"})
    git("add", "policy.yml", ".allowed_signers")
    git("commit", "-qm", "policy")
    git("tag", "base")
    kind, key, _ = Path("mallory.pub").read_text("ascii").split()
    with Path(".allowed_signers").open("a") as keys:
        keys.write(f'"Mallory" {kind} {key}\n')
    assert main(["sign", str(filed), "--by", "Mallory", "--sentence", claim(filed).id, "--key", "mallory"]) == 0
    git("commit", "-qam", "mine", by="Mallory")
    assert "no SSH signature by a key" in signatures(filed)[0]
    git("tag", "-f", "base")
    assert not signatures(filed)


@pytest.mark.parametrize("change", ["deleted", "dangling", "linked", "broken"])
def test_a_policy_that_is_none_is_an_error(filed, capsys, change):  # noqa: F811
    path = Path("policy.yml")
    path.write_text("signers: {pending: []}\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "policy")
    git("tag", "base")
    path.unlink()
    if change == "linked":
        Path("other.yml").write_text("", "utf-8")
    if change in ("dangling", "linked"):
        path.symlink_to("other.yml")
    if change == "broken":
        path.write_text("signers: [", "utf-8")
    git("add", "-A")
    git("commit", "-qm", change, by="Mallory")
    assert main(["check", "--base", "base"]) == 1
    assert "policy.yml: error policy: " in capsys.readouterr().out
    assert main(["review", "--base", "base"]) == 0
    assert "policy" in capsys.readouterr().out
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert "policy.yml" in told.err and not told.out
    path.unlink(missing_ok=True)
    path.write_text("", "utf-8")
    main(["check"])
    assert "error policy" not in capsys.readouterr().out and policy.read(Path()) == policy.Policy()


def test_a_signature_is_told_with_its_proof(filed, capsys):  # noqa: F811
    said(filed, {"what": "signed"})
    main(["check"])
    assert f"{filed}: Ada Example signed 1 sentence (not committed yet)" in capsys.readouterr().out
    git("commit", "-qam", "signed")
    main(["check"])
    assert "Ada Example signed 1 sentence (commit " in capsys.readouterr().out


def test_documents_that_were_passed_over_are_named(repository):
    (first, *_) = sorted(Path("briefs").glob("*.md"))
    item = brief_at(first)
    line = next(
        line
        for line in item.ledger.searched
        if not any(s.get("path", "").endswith(line[17:]) for s in item.brief.front["sources"])
    )
    searched = tuple(one for one in item.ledger.searched if one != line)
    Path("corpus/later.md").write_text("# Later\n\nIt came after the brief.\n", "utf-8")
    found = [f.message for f in ruling.Bench(Path("build/cache")).judge(item) if f.code == "unsearched"]
    assert not found, "what came later is no matter"
    first.with_suffix(".ledger.yml").write_text(ledgers.render(replace(item.ledger, searched=searched)), "utf-8")
    git("commit", "-qam", "chosen", by="Mallory")
    (found,) = [f for f in ruling.Bench(Path("build/cache")).judge(brief_at(first)) if f.code == "unsearched"]
    assert found.severity == "error" and line[17:] in found.message and "later.md" not in found.message


def test_metadata_beside_a_document_is_part_of_what_was_searched(repository, capsys):
    beside = Path("corpus/reading-the-gpt-4-technical-report.pdf.yml")
    assert beside.is_file()
    beside.write_text(beside.read_text("utf-8").replace("publish: full", "publish: none"), "utf-8")
    os.environ.pop("BASE", None)
    main(["check"])
    told = capsys.readouterr().out
    assert f"searched, and other bytes now: {beside.name}" in told
