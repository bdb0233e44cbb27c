"""What stands near a subject and is not said of it: another contract, a rival, a point without what introduces it."""

from generator import corpus as corpora
from generator.commission import Subject, read, resolve
from generator.evidence import about, answers, attributing, blocks, claims, lists

PELLOW, HARWICK = (Subject(name=name, origin="text", words=name) for name in ("Pellow", "Harwick"))


def _read(tmp_path, **files):
    (tmp_path / "corpus").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    return corpora.read(tmp_path / "corpus", cache=tmp_path / "cache").documents


def _cards(documents, subjects=(PELLOW, HARWICK)):
    pairs = [(document, chunk) for document in documents for chunk in document.chunks]
    return claims.cards(pairs, subjects, frozenset())


def test_what_is_set_against_a_stranger_is_not_said_of_a_side(tmp_path):
    text = (
        "# Pellow vs. Gorran\n\n## Cost\n\nComparing the cost of Pellow and Gorran is difficult for small boats.\n\n"
        "Pellow charges 40 dollars a month for a small boat.\n"
    )
    told = {card.text: card.side for card in _cards(_read(tmp_path, one=text))}
    assert told["Pellow charges 40 dollars a month for a small boat."] == "Pellow"
    assert told["Comparing the cost of Pellow and Gorran is difficult for small boats."] is None
    assert attributing.rivals("Cost: Pellow vs. Harwick", (PELLOW, HARWICK)) is None


def test_what_a_side_s_own_document_says_of_another_only_is_not_said_of_that(tmp_path):
    own = "# Pellow\n\nPellow is a harbour. Pellow opens in May.\n\nHarwick is passed on the way to the pier.\n"
    told = {
        card.text: card.side for card in _cards(_read(tmp_path, Pellow=own, Harwick="# Harwick\n\nHarwick is one.\n"))
    }
    assert told["Harwick is passed on the way to the pier."] is None


def test_points_of_a_numbered_list_stand_with_what_introduces_them_or_not_at_all(tmp_path):
    text = "# 健康法\n\n## 第 20 条\n\n雇主应当施行下列健康检查：\n\n一、一般健康检查。\n\n二、经主管机关指定的特定项目的健康检查。\n"
    (document,) = _read(tmp_path, one=text)
    law = Subject(name="健康法", origin="text", words="健康法")
    told = [card.text for card in _cards((document,), (law, HARWICK))]
    assert not any(one.startswith("经主管机关") for one in told)
    assert any(one.startswith("雇主应当施行下列健康检查：一般健康检查；") for one in told)
    (chunk,) = document.chunks
    assert lists.introducing(chunk, chunk.blocks[-1]) == "雇主应当施行下列健康检查："
    assert blocks.bounded(document, chunk, chunk.blocks[-1].start)


def test_sections_that_list_sources_or_ask_the_reader_hold_no_passages(tmp_path):
    text = (
        "# Harbours\n\n## Berths\n\nPellow has forty berths for small boats.\n\n## References\n\n"
        "Fellows, P. J. Pellow is a harbour of the coast.\n\n## Multiple choice\n\nPellow is the largest of all harbours.\n"
    )
    assert [card.text for card in _cards(_read(tmp_path, one=text))] == ["Pellow has forty berths for small boats."]
    parts = text.replace("# Harbours\n\n", "")
    assert [card.text for card in _cards(_read(tmp_path / "two", one=parts))] == [
        "Pellow has forty berths for small boats."
    ]


def test_of_one_named_thing_its_own_documents_and_what_names_it_are_read(tmp_path):
    terms = "# {} Terms\n\n" + "\n\n".join(f"Either party may end the agreement in {n} days." for n in range(10, 24))
    documents = _read(tmp_path, sponsors=terms.format("Acme Sponsors"), shop=terms.format("Acme Shop"))
    commission = resolve(read("Write a brief on Acme Sponsors with sections: Who may take part; Termination"))
    cards = _cards(documents, ())
    titles = {document.path: document.title for document in documents}
    named = about.matter(cards, titles, commission, lambda word: 1.0)
    assert {card.span.document for card in named} == {"sponsors.md"}


def test_a_definition_tells_its_word_and_a_state_that_wishes_binds_nobody():
    assert answers.term("“User” means any individual who uses the product.") == "User"
    assert answers.term("所称雇主，指事业主。") == "雇主"
    assert answers.term("The user means well and pays.") == ""
    assert answers.declares("国家鼓励噪声污染防治科学技术研究。", ())
    assert answers.declares("本条例自公布之日起施行。", ("第六章 附则",))
    assert not answers.declares("养犬人应当为犬只办理登记。", ("第二章 登记",))
