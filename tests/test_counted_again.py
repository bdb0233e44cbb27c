"""What was cut for length stands again where the brief, as it was counted, has room for it."""

from types import SimpleNamespace

import pytest

from generator import pipeline
from generator.brief.draft import Draft


@pytest.mark.parametrize(("counted", "fuller", "stands"), [(740, 761, 761), (740, 771, 740), (770, 770, 770)])
def test_a_sentence_that_was_cut_comes_back_where_the_brief_as_counted_holds_it(monkeypatch, counted, fuller, stands):
    monkeypatch.setattr(pipeline.composing, "compose", lambda commission, draft, *rest, **more: (draft.notes[0], None))
    monkeypatch.setattr(pipeline.briefs, "counted", lambda brief: brief)
    length = SimpleNamespace(minimum=630, maximum=770, unit="words")
    found = SimpleNamespace(commission=SimpleNamespace(length=length), evidence=None, front={}, date="")
    asked = []

    def roomier(room):
        asked.append(room)
        return Draft(sections=(), notes=(fuller,))

    def write(*given):
        return Draft(sections=(), notes=(counted,), roomier=roomier)

    assert pipeline._fitted(write, found, 0, 0, times=0)[1] == stands
    assert asked == ([770 - counted] if counted < 770 else [])
