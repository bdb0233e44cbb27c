"""What is asked: a commission in everyday words to subjects, sections, length and limits, each with its words.

`reading` asks the others in turn: `outline` for the sections, `subjects` for who is compared, `lengths` and
`requirements` for the rest; `phrases` cuts the text for them. It knows platforms by name, and no document of a corpus.
"""

from generator.commission.reading import Commission, SectionSpec, Subject, describe, read, resolve, to_json

__all__ = ["Commission", "SectionSpec", "Subject", "describe", "read", "resolve", "to_json"]
