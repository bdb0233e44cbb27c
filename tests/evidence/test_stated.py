"""What a document says of its own standing, from its front matter, its title and its first lines."""

import pytest

from generator import corpus
from generator.evidence import stated

CASES = [
    ("---\ntitle: Bylaws\nstatus: superseded\nversion: 2.1\n---\n\nMembers meet in May.\n", "superseded; 2.1"),
    ("# Bylaws (draft of 2019)\n\nMembers meet in May and in June.\n", "draft; 2019"),
    ("# Bylaws\n\nAdopted on 3 May 2019. Members meet in May.\n", "Adopted on 3 May 2019"),
    ("# Bylaws\n\n**Status:** archived\n\nMembers meet in May.\n", "Status: archived"),
    ("# Rules\n\nThis page is no longer maintained. Members meet in May.\n", "This page is no longer maintained"),
    ("# Rules v3.2\n\nMembers meet in May.\n", "v3.2"),
    ("# Rules\n\nMembers may propose drafts of rules, and the board has approved some of them.\n", ""),
    ("# 渡口管理办法（试行）\n\n自2021年3月1日起施行。渡船每日检查两次。\n", "试行; 自2021年3月1日起施行"),
    ("# 渡口管理办法\n\n本办法已废止，渡船检查另有规定。\n", "本办法已废止"),
    ("# 渡口管理办法\n\n渡船每日检查两次，检查记录由船长归档。\n", ""),
]


@pytest.mark.parametrize(("words", "said"), CASES)
def test_a_document_says_of_itself_what_it_is(tmp_path, words, said):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "one.md").write_text(words, "utf-8")
    (document,) = corpus.read(tmp_path / "c", cache=tmp_path / "cache").documents
    assert stated.status(document) == said


@pytest.mark.parametrize(("words", "lapsed"), [
    ("---\ntitle: Bylaws\nstatus: superseded\n---\n\nMembers meet in May.\n", True),
    ("---\ntitle: Bylaws\nstatus: Final\n---\n\nA motion that was rejected is kept.\n", False),
    ("# Bylaws\n\nStatus: withdrawn\n\nMembers meet in May.\n", True),
    ("# Bylaws (superseded edition compared)\n\nMembers meet in May.\n", False),
    ("# 渡口管理办法\n\n本办法已废止，渡船检查另有规定。\n", True),
    ("# 渡口管理办法\n\n渡船每日检查两次，旧证件已废止。\n", False),
])  # fmt: skip
def test_a_document_that_says_it_does_not_hold_is_known(tmp_path, words, lapsed):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "one.md").write_text(words, "utf-8")
    (document,) = corpus.read(tmp_path / "c", cache=tmp_path / "cache").documents
    assert stated.lapsed(document) is lapsed
