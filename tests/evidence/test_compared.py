"""With whom a sentence only compares: of them it does not speak, whatever names it holds."""

import pytest

from generator import corpus
from generator.evidence import claims, naming
from generator.gate import support

SIDES = (support.subject("Lumo"), support.subject("Tern"))
HAN = (support.subject("青汐"), support.subject("白鹭"))


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("It needs a hotter bed than Lumo.", ["Lumo"]),
        ("Unlike Lumo, it bends before it breaks.", ["Lumo"]),
        ("Compared with standard Lumo or Tern it is slow.", ["Lumo", "Tern"]),
        ("The bed is twice as hot as with Lumo.", ["Lumo"]),
        ("It costs more than Lumo, and Lumo is sold everywhere.", []),
        ("Tern needs a hotter bed than Lumo.", []),
        ("More than 20 Lumo makers closed.", []),
        ("Materials like Lumo bend.", []),
        ("Rather than wait, Lumo sells.", []),
        ("床温比青汐高二十度。", ["青汐"]),
        ("与青汐相比，它的床温更高。", ["青汐"]),
        ("和普通青汐、白鹭不同，它不怕水。", ["青汐", "白鹭"]),
        ("韧性优于青汐。", ["青汐"]),
        ("对比青汐的各项参数。", []),
        ("与白鹭相比，青汐更硬。", []),
        ("青汐与白鹭相比更硬。", []),
        ("青汐的床温较高。", []),
    ],
)
def test_a_name_that_is_only_compared_with_is_told_from_one_that_is_spoken_of(sentence, only):
    subjects = HAN if any(one.name in sentence for one in HAN) else SIDES
    assert [one.name for one in naming.compared(sentence, subjects)] == only


FILES = {
    "a.md": "# Printing with two plastics\n\n## Tern\n\nThe part strings more than Lumo and wants a slower fan.\n\n"
    "Unlike Lumo, the part bends a long way before it breaks.\n\n## Storage\n\nThe spool soaks up more water than Lumo "
    "does within a day.\n",
    "b.md": "# Lumo in practice\n\n## Heat\n\nOther plastics need a hotter bed than Lumo and a closed box.\n",
}


def test_what_compares_with_a_side_is_of_the_heading_above_it_and_never_of_that_side(tmp_path):
    for name, words in FILES.items():
        (tmp_path / "c").mkdir(exist_ok=True)
        (tmp_path / "c" / name).write_text(words, "utf-8")
    documents = corpus.read(tmp_path / "c", cache=tmp_path / "cache").documents
    pairs = [(document, chunk) for document in documents for chunk in document.chunks]
    read = claims.cards(pairs, SIDES, frozenset())
    told = {card.text: (card.side, card.via) for card in (*read, *claims.loose(pairs, SIDES, read))}
    told = {words.split()[1]: side for words, side in told.items()}
    assert told["part"][0] == told["Lumo,"][0] == "Tern"
    assert "Lumo" not in {side for side, _ in told.values()}
