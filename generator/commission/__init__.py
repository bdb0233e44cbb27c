"""What is asked: a commission in everyday words to subjects, sections, length and limits, each with its words.

`parsing` puts the question to each of the others and makes the `Commission`: `sections` (with `roles`, `enumerations`
and `running_text` for lists, weighed in `candidates`), `subjects` and `axes` (in the frames that `english` and
`chinese` find in its `clauses`, named by `naming` and `pointers`), `lengths`, `pages` and their `budget`, `titles` of
report and sources, `prohibitions` and `exclusions`, `periods`, `audience` and `style`; `phrases` folds the text for all
of them. Between the frames, names in `rows` and single `terms` the corpus, asked through `held`, decides in `readings`,
by what each is worth in `weighing`. `form` reads and writes the same as YAML. `instructions` says what becomes of each
demand, `resolving` adds what only the attachments name, `describing` shows the result.
The room knows platforms by name. It must not know any document of a corpus, nor what a brief looks like;
it guesses nothing, and what it does not find keeps its default.
"""

from generator.commission.commission import Commission, Understood, divided
from generator.commission.corrected import read
from generator.commission.describing import describe, to_json
from generator.commission.form import write
from generator.commission.held import Held, Lookup, Parties, share
from generator.commission.instructions import Instruction
from generator.commission.lengths import Length
from generator.commission.periods import Period
from generator.commission.prohibitions import Named, Prohibition, breach, leaves_out, says
from generator.commission.resolving import numbers, resolve
from generator.commission.sections import SectionSpec
from generator.commission.subject import Subject, apart

__all__ = [
    "Commission",
    "Held",
    "Instruction",
    "Length",
    "Lookup",
    "Parties",
    "Named",
    "Period",
    "Prohibition",
    "SectionSpec",
    "Subject",
    "apart",
    "Understood",
    "breach",
    "describe",
    "divided",
    "leaves_out",
    "numbers",
    "read",
    "resolve",
    "says",
    "share",
    "to_json",
    "write",
]
