"""Who signed, and how that is proven: by the author of a commit or by a key."""

import datetime
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.brief import ledger as ledgers
from generator.errors import BriefproofError
from generator.gate import Shelf, brief_at, policy
from generator.review import history, signing, vouching
from tests.helpers import loaded

CASES = loaded("review/signatures.yml")
EMAILS = {"Ada Example": "ada@example.org", "Mallory": "mallory@example.org", "M. Poser": "Ada Example"}


def git(*arguments, by="Ada Example", day="2026-11-22"):
    names = ["-c", f"user.name={by}", "-c", f"user.email={EMAILS[by]}"]
    dated = [f"--date={day}T12:00:00Z"] if arguments[0] == "commit" else []
    subprocess.run(["git", *names, *arguments, *dated], check=True, capture_output=True)


@pytest.fixture
def filed(made, tmp_path, monkeypatch):
    """Path of a brief of 2026-11-22 in a repository, committed; the current folder. It has no sources."""
    outcome, text, ledger = made["zh"]
    path = Path("briefs/2026-11-22-a-brief.md")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC).timestamp()))
    )
    path.parent.mkdir()
    path.write_text(text.replace(f"date: '{outcome.brief.front['date']}'", "date: '2026-11-22'", 1), "utf-8")
    path.with_suffix(".ledger.yml").write_text(ledger, "utf-8")
    git("init", "-q")
    git("config", "user.name", "Ada Example")
    git("config", "user.email", "ada@example.org")
    git("add", ".")
    git("commit", "-qm", "base", by="Mallory")
    return path


def claim(path):
    """Return the first claim of a brief."""
    return next(entry for entry in brief_at(path).ledger.entries if entry.kind == "claim")


def write(path, entry):
    """Put an entry in the place of the one with its id."""
    ledger = brief_at(path).ledger
    entries = tuple(entry if entry.id == other.id else other for other in ledger.entries)
    path.with_suffix(".ledger.yml").write_text(ledgers.render(replace(ledger, entries=entries)), "utf-8")


def faults(path):
    """Return what is found in the signatures."""
    shelf = Shelf(root=Path(), cache=Path("build/cache"))
    return [finding.message for finding in vouching.check(brief_at(path), shelf)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_signature_is_proven_or_found(filed, monkeypatch, case):
    entry, on = claim(filed), case.get("dated", 0)
    if isinstance(on, int):
        on = (datetime.date(2026, 11, 22) + datetime.timedelta(days=on)).isoformat()
    signed = ledgers.Signature(by=case.get("by", "Ada Example"), on=on, of=ledgers.content_hash(entry))
    write(filed, replace(entry, signed=signed))
    git("commit", "-qam", "signed", by=case.get("commit", "Ada Example"))
    if "layout" in case:
        beside = filed.with_suffix(".ledger.yml")
        text = beside.read_text("utf-8")
        beside.write_text(re.sub(r"(?m)^( *)(- )?", lambda m: m[1] * 2 + ("-   " if m[2] else ""), text), "utf-8")
        assert beside.read_text("utf-8") != text
        git("commit", "-qam", "laid out anew", by="Mallory")
    if "policy" in case:
        Path("policy.yml").write_text(case["policy"], "utf-8")
    if "today" in case:
        later = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC) + datetime.timedelta(days=case["today"])
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(later.timestamp())))
    found = faults(filed)
    assert [case["finds"] in message for message in found] == [True] if "finds" in case else not found, found


def test_what_is_not_committed_is_signed_by_whom_git_knows(filed, capsys):
    entry = claim(filed)
    assert main(["sign", str(filed), "--by", "Mallory", "--sentence", entry.id]) == 1
    told = capsys.readouterr().err
    assert "git would name Ada Example" in told and "git config user.name Mallory" in told
    assert main(["sign", str(filed), "--by", "Ada Example", "--sentence", entry.id]) == 0
    assert f"{entry.id} signed by Ada Example: “{entry.text[:20]}" in capsys.readouterr().out
    assert not faults(filed)
    git("config", "user.name", "Mallory")
    assert "not committed, and git would name Mallory" in faults(filed)[0]
    assert main(["sign", str(filed), "--by", "Mallory", "--sentence", "s-0000000000"]) == 1
    assert "s-0000000000: no sentence of" in capsys.readouterr().err


def test_a_mailmap_makes_nobody_an_author(filed):
    entry = claim(filed)
    signed = ledgers.Signature(by="Ada Example", on="2026-11-22", of=ledgers.content_hash(entry))
    write(filed, replace(entry, signed=signed))
    Path(".mailmap").write_text("Ada Example <ada@example.org> <mallory@example.org>\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "signed", by="Mallory")
    assert "a commit of Mallory added it" in faults(filed)[0]


def test_a_replaced_commit_makes_nobody_an_author(filed):
    entry = claim(filed)
    signed = ledgers.Signature(by="Ada Example", on="2026-11-22", of=ledgers.content_hash(entry))
    write(filed, replace(entry, signed=signed))
    git("commit", "-qam", "signed", by="Mallory")
    git("replace", "HEAD", subprocess.run(
        ["git", "commit-tree", "HEAD^{tree}", "-p", "HEAD^", "-m", "x"], check=True, capture_output=True, text=True
    ).stdout.strip())  # fmt: skip
    assert "a commit of Mallory added it" in faults(filed)[0]


def test_without_the_history_nobody_can_tell(filed, tmp_path, monkeypatch):
    assert main(["sign", str(filed), "--by", "Ada Example", "--sentence", claim(filed).id]) == 0
    git("commit", "-qam", "signed")
    git("commit", "-qm", "later", "--allow-empty", by="Mallory")
    subprocess.run(["git", "clone", "-q", "--depth=1", tmp_path.as_uri(), "cut"], check=True, capture_output=True)
    monkeypatch.chdir("cut")
    assert "fetch the whole history" in faults(filed)[0]
    monkeypatch.setattr(history, "_git", lambda *arguments: None)
    assert "only git can say who added this" in faults(filed)[0]


def test_a_key_signs_hash_name_and_day(filed, tmp_path, capsys):
    for name in ("ada", "mallory"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name], check=True)
    kind, key, _ = Path("ada.pub").read_text("ascii").split()
    Path(".allowed_signers").write_text(f'"Ada Example" namespaces="briefproof" {kind} {key}\n', "ascii")
    Path("policy.yml").write_text("signatures: ssh\n", "utf-8")
    entry, order = claim(filed), ["sign", str(filed), "--by", "Ada Example", "--sentence", claim(filed).id]
    assert main(order) == 1
    assert "give --key FILE" in capsys.readouterr().err
    git("config", "user.signingkey", "./ada")
    assert main(order) == 0
    assert not faults(filed)
    signed = claim(filed).signed
    assert signed.proof.startswith("-----BEGIN SSH SIGNATURE-----")
    for forged in (replace(signed, on="2026-11-23"), replace(signed, by="Mallory"), replace(signed, by="*")):
        write(filed, replace(entry, signed=forged))
        assert "no SSH signature by a key that .allowed_signers lists" in faults(filed)[0]
    other = next(e for e in brief_at(filed).ledger.entries if e.kind == "claim" and e.id != entry.id)
    write(filed, replace(other, signed=replace(signed, of=ledgers.content_hash(other))))
    assert any("no SSH signature" in fault for fault in faults(filed))
    assert main([*order, "--key", "mallory"]) == 0
    assert any("no SSH signature" in fault for fault in faults(filed))
    Path("broken").write_text("no key", "utf-8")
    assert main([*order, "--key", "broken"]) == 1
    assert "could not sign with it" in capsys.readouterr().err


def test_a_signature_is_for_sentence_kind_section_and_evidence(filed):
    entry = claim(filed)
    signed = replace(entry, signed=ledgers.Signature(by="A", on="2026-11-22", of=ledgers.content_hash(entry)))
    assert signed.accepted
    for change in (
        {"text": "x"},
        {"lead": "x"},
        {"side": "x"},
        {"kind": "quotation"},
        {"section": 99},
        {"supports": ()},
    ):
        assert not replace(signed, **change).accepted


def test_who_adopts_a_text_answers_for_it_as_it_stands(filed, capsys):
    assert main(["sign", str(filed), "--by", "Ada Example", "--whole", "--sentence", "s-0000000000"]) == 1
    assert main(["sign", str(filed), "--by", "Ada Example", "--whole"]) == 0
    assert "Ada Example answers for the whole text" in capsys.readouterr().out
    assert not faults(filed) and signing.adopted(brief_at(filed))
    text = filed.read_text("utf-8")
    filed.write_text("\n".join(line for line in text.split("\n") if not line.startswith("### ")), "utf-8")
    assert filed.read_text("utf-8") != text
    assert "adopted another text" in faults(filed)[0] and not signing.adopted(brief_at(filed))
    filed.write_text(text, "utf-8")
    Path("policy.yml").write_text("signers: {adopted: [Bo]}", "utf-8")
    assert "policy.yml lets Bo sign this" in faults(filed)[0]
    with pytest.raises(BriefproofError, match="policy.yml lets Bo sign this"):
        signing.signer("Ada Example", "adopted", key=None, policy=policy.read(Path()))


def test_what_lapsed_by_the_policy_is_signed_again(filed, monkeypatch, capsys):
    entry = claim(filed)
    assert main(["sign", str(filed), "--by", "Ada Example", "--sentence", entry.id]) == 0
    Path("policy.yml").write_text("days: {pending: 30}\n", "utf-8")
    later = datetime.datetime(2026, 12, 23, 12, tzinfo=datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(later.timestamp())))
    capsys.readouterr()
    assert main(["sign", str(filed), "--by", "Ada Example"]) == 0
    assert f"{entry.id} signed by Ada Example" in capsys.readouterr().out
    assert main(["sign", str(filed), "--by", "Ada Example"]) == 0
    assert capsys.readouterr().out == "0 sentences signed\n"
