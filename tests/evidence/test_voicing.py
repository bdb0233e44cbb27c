"""Who says we in a document: whom its front matter or its own text says it is from, and nobody else."""

from types import SimpleNamespace

from generator.evidence import voicing


def document(text, language="en", dropped=(), **front):
    return SimpleNamespace(
        language=language, title="Moorings (a guide)", chunks=(SimpleNamespace(text=text),), dropped=dropped,
        get=lambda key: front.get(key, ""),
    )  # fmt: skip


def names(*given, **front):
    return voicing.named.__wrapped__(document(*given, **front))


def test_what_a_document_says_of_itself_names_its_party():
    assert names("We pay.", source="Rivet Guild") == ("Rivet Guild",)
    assert names("Rivet® is a registered trademark of the Harbour Office of Pellow (HOP).") == (
        "Harbour Office of Pellow (HOP)",
    )
    assert names("This is between you and Rivet Guild, Inc. (“we”, “us”).") == ("Rivet Guild, Inc",)
    assert names("We pay.", "en", (("footer", "© 2024 Rivet Guild. All rights reserved."),)) == ("Rivet Guild",)
    assert names("临桥船坞公司（以下简称“我们”）负责维修。", "zh") == ("临桥船坞公司",)


def test_several_authors_are_called_by_what_they_wrote():
    assert names("We pay.", author="ada") == ("ada",)
    assert names("We pay.", author="ada, ben, cleo") == ("the authors of “Moorings”",)
    assert names("我们付费。", "zh", author="甲、乙") == ("《Moorings》的作者",)


def test_whom_a_document_only_speaks_of_is_none():
    assert names("We pay by Rivet Guild cards, copyright law permitting.") == ()


def test_only_a_passage_that_says_we_has_one():
    assert voicing.speaks("Send it so that we can verify it.", "en") and not voicing.speaks(
        "The West verifies it.", "en"
    )
    assert voicing.speaks("我们会核对。", "zh") and not voicing.speaks("渔户会核对。", "zh")
