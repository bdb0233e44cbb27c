"""Checking against a commit, the forms of findings, reverse impact, and the Markdown that a reviewer reads."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from generator.__main__ import main
from generator.brief import ledger as ledgers, page as briefs
from generator.gate import RULES
from generator.review import comment as review, comparing, marks, phrases
from generator.review.gathering import Reviewed
from tests.helpers import loaded


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], check=True)


@pytest.fixture
def zh(made):
    """Path of the Chinese brief, relative to the repository."""
    return Path("briefs") / made["zh"][0].path.name


def edit(path, find, put):
    text = path.read_text("utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), "utf-8")


def a_claim(made, language="zh"):
    """Return the ledger entry of a claim that rests on the corpus."""
    return next(e for e in ledgers.parse(made[language][2], "l").entries if e.kind == "claim" and not e.lead)


def test_check_ends_with_0_or_1(repository, zh, made, capsys):
    assert main(["check"]) == 0
    assert "2 briefs checked, 0 with errors" in capsys.readouterr().out
    edit(zh, briefs.markdown.escape(a_claim(made).text), "这句话没有出处。")
    assert main(["check"]) == 1
    assert "ledger-missing" in capsys.readouterr().out


def test_check_against_a_commit_takes_what_changed(repository, zh, made, capsys):
    assert main(["check", "--base", "main"]) == 0
    assert "0 briefs checked" in capsys.readouterr().out
    edit(zh, briefs.markdown.escape(a_claim(made).text), "这句话没有出处。")
    assert main(["check", "--base", "main"]) == 1
    assert "1 brief checked, 1 with errors" in capsys.readouterr().out
    git("commit", "-qam", "edited")
    assert main(["check", "--base", "HEAD~1"]) == 1
    assert main(["check", "--base", "no-such-commit"]) == 1
    assert "git knows no such commit" in capsys.readouterr().err


def test_a_changed_document_brings_its_briefs_into_the_check(repository, made, capsys):
    entry = a_claim(made)
    source = next(s for s in made["zh"][0].brief.front["sources"] if s["id"] == entry.supports[0].source)
    path = Path(source["path"])
    edit(path, entry.supports[0].quote, "改动过的几个字。")
    assert main(["check", "--base", "main"]) == 1
    out = capsys.readouterr().out
    assert f"{path} changed: “{entry.text[:10]}" in out
    assert main(["impact", str(path)]) == 1
    assert re.search(r"in \d briefs?\b", capsys.readouterr().out)
    git("checkout", "-q", ".")
    assert main(["impact", str(path)]) == 0
    edit(path, "licence:", "licence: other than ")
    assert main(["impact", str(path)]) == 1
    assert "relicensed" in capsys.readouterr().out
    path.unlink()
    assert main(["impact", str(path)]) == 1
    assert "removed" in capsys.readouterr().out


def test_json_github_and_sarif_say_the_same(repository, zh, made, capsys):
    edit(zh, briefs.markdown.escape(a_claim(made).text), "100% 的人：\u2028没有出处，对吧。")
    assert main(["check", "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert main(["check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == plain
    found = plain["findings"]
    assert plain["failed"] == 1
    main(["check", "--format", "github"])
    lines = capsys.readouterr().out.rstrip("\n").split("\n")
    pattern = r"::(error|warning) file=([^,:]+),line=(\d+),title=([a-z-]+)::(.+)"
    shown = [re.fullmatch(pattern, line) for line in lines[:-1]]
    assert [(m[1], m[2], int(m[3]), m[4]) for m in shown] == [
        (f["severity"], f["path"], max(1, f["line"]), f["code"]) for f in found
    ]
    assert any("100%25" in m[5] for m in shown)
    main(["check", "--format", "sarif"])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert [(r["ruleId"], r["level"], r["message"]["text"]) for r in run["results"]] == [
        (f["code"], f["severity"], f["message"]) for f in found
    ]


def version(text, ledger):
    return comparing.Version(brief=briefs.parse(text, "b"), ledger=ledgers.parse(ledger, "l"))


def test_each_change_is_named(made):
    old = version(*made["zh"][1:])
    claims = [e for e in old.ledger.entries if e.kind == "claim"]
    first, second, third, fourth = claims[:4]
    entries = []
    for entry in old.ledger.entries:
        if entry.id == first.id:
            continue
        if entry.id == second.id:
            text = entry.text[:-3] + "了。"
            entry = replace(entry, text=text, id=ledgers.ids([text])[0])
        if entry.id == third.id:
            entry = replace(entry, supports=(replace(entry.supports[0], chunk=99), *entry.supports[1:]))
        if entry.id == fourth.id:
            entry = replace(entry, supports=(replace(entry.supports[0], chunk_sha256="0" * 64), *entry.supports[1:]))
        entries.append(entry)
    entries.append(replace(first, id="s-0000000000", text="全新的句子在此。"))
    new = replace(old, ledger=replace(old.ledger, entries=tuple(entries)))
    found = {(c.kind, (c.old or c.new).id) for c in comparing.changes(old, new)}
    assert found == {
        ("removed", first.id), ("reworded", second.id), ("recited", third.id), ("moved", fourth.id),
        ("added", "s-0000000000"),
    }  # fmt: skip
    assert not comparing.changes(old, old)


def test_the_review_shows_who_signed_and_whether_it_counts(made):
    old = version(*made["zh"][1:])
    first, second = [e for e in old.ledger.entries if e.kind == "claim"][:2]
    signatures = {
        first.id: ledgers.Signature(by="Ada <b>", on="2026-11-22", of=ledgers.content_hash(first)),
        second.id: ledgers.Signature(by="Bo", on="2026-11-23", of="0" * 64),
    }
    entries = tuple(replace(e, signed=signatures.get(e.id)) for e in old.ledger.entries)
    new = replace(old, ledger=replace(old.ledger, entries=entries))
    assert [(c.kind, c.new.id) for c in comparing.changes(old, new)] == [("signed", first.id), ("signed", second.id)]
    page = review.render([Reviewed(path=Path("briefs/b.md"), old=old, new=new)])
    assert "<summary>签署：2</summary>" in page
    assert marks.plain("2026-11-22") in page and "签署已失效：Bo" in page and "<b>" not in page


def test_the_review_shows_quotes_links_figures_and_findings(repository, zh, made, capsys):
    entry = a_claim(made)
    edit(zh, briefs.markdown.escape(entry.text), briefs.markdown.escape(entry.text[:-1]) + "吗。")
    assert main(["review", "--base", "main", "--link-base", "https://example.org/o/r/blob/abc"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(review.MARK)
    assert "错误 (" in page and "`ledger-missing`" in page
    assert "正文：1 行有变" in page and "正文有变而账册未变" in page and f"`briefproof refresh {zh.as_posix()}`" in page
    assert f"(<https://example.org/o/r/blob/abc/{zh.as_posix()}#L" in page
    assert "| 比例 |" in page
    git("commit", "-qam", "edited")
    git("rm", "-q", str(zh))
    assert main(["review", "--base", "main", "--output", "build/review.md"]) == 0
    page = Path("build/review.md").read_text("utf-8")
    assert "(删除)" in page and marks.plain(entry.supports[0].quote)[:20] in page
    assert main(["review"]) == 1
    assert "give BASE" in capsys.readouterr().err


def test_a_new_brief_lists_its_claims_within_the_limit(made):
    new = version(*made["zh"][1:])
    items = [Reviewed(path=Path(f"briefs/{n}.md"), old=None, new=new) for n in range(60)]
    page = review.render(items)
    assert len(page) <= review.LONGEST
    assert re.search(r"另有 \d+ 篇简报", page) and "- ……另有 " in page
    one = review.render(items[:1])
    claims = [e for e in new.ledger.entries if e.kind == "claim"]
    assert sum(marks.plain(e.text) in one for e in claims) == min(len(claims), review.CAPS[0])


PIECES = [*"ab *_`~[]()<>&!#@:/\\|\n-+.0=\"'^$中", "http://x.y", "<script>", "@user", "#12", "![a](b)", "<!--"]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(HOSTILE)
def test_untrusted_text_stays_text(words):
    """Rendered as Markdown with HTML and links on, the text gives itself and no element."""
    shown = marks.plain(words)
    assert "\n" not in shown
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(f"- x {shown} x")
    inside = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", html, re.S)[1]
    assert not re.search(r"<[a-z/!]", inside), inside
    assert not re.search(r"[@#]\w", inside.replace("&#", ""))


def test_links_only_lead_to_the_web():
    assert marks.linked("x", "javascript:alert(1)") == "x"
    assert marks.linked("x", "https://a.b/c d") == "x"
    assert marks.forge_link("https://a.b/")("briefs/中 (1).md", 3) == "https://a.b/briefs/%E4%B8%AD%20%281%29.md#L3"


def reviewed(capsys, *options):
    assert main(["review", "--base", "main", *options]) == 0
    return capsys.readouterr().out


def bare(page):
    """Return a page without what escapes its marks."""
    return re.sub(r"\\(.)", r"\1", page).replace("\u200b", "")


def test_only_formatting_changed_is_said_only_then(repository, zh, capsys):
    path = repository / zh
    path.write_bytes(path.read_bytes().replace(b"\n\n", b"\n\n\n").replace(b"\n", b"\r\n"))
    assert "只有格式改变" in reviewed(capsys)
    edit(zh, "。", "！")
    assert "只有格式改变" not in reviewed(capsys)


def test_each_line_of_a_brief_is_compared(repository, zh, made, capsys):
    lines = (repository / zh).read_text("utf-8").split("\n")
    body = next(n for n, line in enumerate(lines) if line.startswith("# "))
    heading = next(n for n, line in enumerate(lines) if line.startswith("## "))
    told = [n for n, line in enumerate(lines) if n > body and line.endswith("]") and line[:1] not in "-|#"]
    first = next(n for n in told if n + 1 in told)
    cell = next(n for n, line in enumerate(lines) if line.startswith("|") and "OpenAI" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    lines[heading] += "（改）"
    lines[cell] = lines[cell].replace("OpenAI", "Mistral", 1)
    lines.insert(told[-1] + 1, "\n```\n谁也没有读过这一行。\u202e\n```")
    (repository / zh).write_text("\n".join(lines), "utf-8")
    page = bare(reviewed(capsys))
    assert "移：" in page and "原接在" in page
    assert "（改）" in page and "Mistral" in page
    assert "增：谁也没有读过这一行。⟨U+202E⟩" in page


def test_front_matter_is_compared_by_keys_and_its_comments_are_shown(repository, zh, capsys):
    edit(zh, "\nwriter:\n", "\n# nobody reads this remark\nwriter:\n")
    edit(zh, "documents: ", "documents: 9")
    page = bare(reviewed(capsys))
    assert re.search(r"corpus.documents：\d+ → 9\d+", page)
    assert "nobody reads this remark" in page


@pytest.mark.parametrize("what", ["front", "ledger"])
def test_a_brief_that_cannot_be_read_shows_why_and_what_changed(repository, zh, capsys, what):
    path = zh if what == "front" else zh.with_suffix(".ledger.yml")
    edit(path, "title: " if what == "front" else "generated: ", "bad: [unclosed\ntitle: ")
    page = bare(reviewed(capsys))
    assert "**1 处错误**" in page and "**无法读取：" in page and "bad: [unclosed" in page


def test_what_only_the_ledger_says_is_shown(repository, zh, made, capsys):
    entry = a_claim(made)
    ledger = ledgers.parse((repository / zh.with_suffix(".ledger.yml")).read_text("utf-8"), "l")
    bent = [replace(e, side="某一方") if e.id == entry.id else e for e in ledger.entries]
    zh.with_suffix(".ledger.yml").write_text(ledgers.render(replace(ledger, entries=tuple(bent))), "utf-8")
    page = bare(reviewed(capsys))
    assert "只改账册：1" in page and "→ 某一方" in page and "只有格式改变" not in page


def test_a_renamed_brief_is_compared_with_what_it_was(repository, zh, made, capsys):
    for suffix in (".md", ".ledger.yml"):
        zh.with_suffix(suffix).rename(zh.with_name("2026-01-01-other").with_suffix(suffix))
    edit(zh.with_name("2026-01-01-other.md"), marks_of(a_claim(made).text), "换了一句话。")
    page = bare(reviewed(capsys))
    assert f"由 {zh.as_posix()} 改名" in page and "正文：" in page and "换了一句话" in page and "(删除)" not in page


def marks_of(text):
    return briefs.markdown.escape(text)


def test_sources_are_compared_sentence_by_sentence_and_cited_ones_marked(repository, zh, made, capsys):
    entry = a_claim(made)
    source = next(s for s in made["zh"][0].brief.front["sources"] if s["id"] == entry.supports[0].source)
    path, quote = Path(source["path"]), entry.supports[0].quote
    edit(path, quote, f"{quote}但这是错误的。")
    path.with_name(f"{path.name}.yml").write_text("author: 某院\n", "utf-8")
    Path("corpus/zz.md").write_text("# 新文献\n\n无人引用。\n", "utf-8")
    page = bare(reviewed(capsys))
    assert "Sources were changed" in page and f"{zh.as_posix()} cites it" in page
    assert f"beside a cited sentence**: “{quote[:20]}" in page and "但这是错误的。" in page
    assert "author: 某院" in page and "corpus/zz.md" in page
    edit(path, quote, quote[:-1] + "吗。")
    assert "**a cited sentence**" in reviewed(capsys)


def test_rules_stand_at_the_top_and_strays_are_named(repository, zh, capsys):
    Path("policy.yml").write_text("corpora: [corpus, /srv/else]\n", "utf-8")
    Path("briefs/deep").mkdir()
    Path("briefs/deep/b.markdown").write_text("Nobody checks this.\n", "utf-8")
    edit(zh, "。", "！")
    page = bare(reviewed(capsys, "--preview", "https://example.org/site"))
    assert page.index("/srv/else") < page.index("### 《" if "### 《" in page else f"{zh.as_posix()}")
    assert "briefs/deep/b.markdown" in page and "Nobody checks this." in page
    assert "(<https://example.org/site>)" in page


def test_both_languages_of_the_review_say_the_same():
    def slots(words):
        return {key: set(re.findall(r"{(\w+)", text)) for key, text in words.items()}

    assert slots(phrases.PHRASES["zh"]) == slots(phrases.PHRASES["en"])
    assert set(phrases.NEXT) <= {*RULES, "place", "derived", "placed"}


BEARING = loaded("review/bearing.yml")


def test_files_that_are_no_briefs_and_bear_on_them_stand_first(repository, zh, capsys):
    Path("mkdocs.yml").write_text("theme:\n  custom_dir: look\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "site")
    for group, names in BEARING.items():
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(f"# 全部检查通过 {group}\n")
    edit(zh, "。", "！")
    page = bare(reviewed(capsys))
    heads = [page.index(f"### {phrases.PHRASES['zh'][f'bearing_{group}']}\n") for group in BEARING]
    assert heads == sorted(heads) and heads[-1] < page.index(zh.as_posix())
    for at, end, (group, names) in zip(heads, [*heads[1:], page.index(zh.as_posix())], BEARING.items(), strict=True):
        assert all(f"** {name}" in page[at:end] for name in names), group
        assert ("全部检查通过 site" in page[at:end]) == (group == "site")


def test_a_removed_or_linked_configuration_is_shown_too(repository, capsys):
    Path("mkdocs.yml").write_text("site_name: A\n", "utf-8")
    git("add", ".")
    git("commit", "-qm", "site")
    Path("mkdocs.yml").unlink()
    assert "**removed** mkdocs.yml" in bare(reviewed(capsys))
    Path("mkdocs.yml").symlink_to("/etc/hostname")
    page = bare(reviewed(capsys))
    assert "**changed** mkdocs.yml" in page and "/etc/hostname" in page
