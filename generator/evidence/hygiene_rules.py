"""The rules of hygiene that are lists of words and patterns, `data/hygiene.yml`, compiled for each language."""

import re
from functools import cache
from typing import Any

from generator import files, yaml_text

HYGIENE = files.DATA / "hygiene.yml"


def of(language: str) -> dict[str, Any]:
    """Return the rules of a language by their names in the file, and those parts of them that are asked alone."""
    return _compiled()[language]


@cache
def _compiled() -> dict[str, dict[str, Any]]:
    data = yaml_text.load(HYGIENE.read_text(encoding="utf-8"), str(HYGIENE))
    return {
        language: {
            "first": frozenset(rules["first"]),
            "opening": tuple(rules.get("opening", ())),
            **{key: re.compile("|".join(rules[key])) for key in ("person", "alone", "reader")},
            "anywhere": re.compile("|".join(rules["anywhere"])),
            "pointing": re.compile("|".join(rules["pointing"])),
            "connective": re.compile("(?:" + "|".join(rules["connective"]) + ")[,，：:] ?(?=.)"),
            "itself": re.compile("|".join(rules["itself"])),
            "carried": tuple(rules["carried"]),
            "rebuts": tuple(rules["rebuts"]),
            "leans": tuple(rules["leans"]),
            "limits": tuple(rules["limits"]),
            "chaff": re.compile("|".join(rules["chaff"])),
            "technical": re.compile(rules["chaff"][0]),
            "commands": re.compile(rules["chaff_opening"][0]),
            "chaff_opening": re.compile("|".join(rules["chaff_opening"])),
            "generic": re.compile(rules["generic"]),
            **{
                place: re.compile(rules[place], re.I)
                for place in ("chaff_headings", "aside_headings", "announces", "conditioned", "severs", "joins")
            },
        }
        for language, rules in data.items()
    }
