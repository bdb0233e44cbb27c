"""Writers: from evidence to a draft, sentences in their sections, each with the spans that it rests on.

A writer proposes and decides nothing about what may stand: it searches no corpus, and knows nothing of the rules of
validation, the ledger and its files, or a page. `llm` asks the gate's judges of a single sentence, since what they
refuse would be no brief; that is all this room knows of the gate. A writer is a module with a function
`write(commission, evidence, front, taken) -> Draft`, listed in `WRITERS` and, with its version, in `draft.VERSIONS`;
`llm.write` needs to be told whom to ask as well (`model`), and how to search for what is missing.

`extractive` asks `choosing` (what is chosen of what `offering` may put where; `selection` is the only home of the
solver, `tables` and `figures` make what stands in rows, `refusing` says why nothing is) and `arranging`; they share a
`desk`. `llm` has a model plan (`llm_plan`) and write (`llm_prose`) from what `llm_passages` offers (whole parts of
sources by `llm_parts`, as much as `llm_rooms` has room for); `llm_gaps` says on which points nothing was found;
`llm_fit` sees to length and balance, with what `extractive` chose for what is lacking (`llm_base`), and
`llm_takeaways` has it conclude. They ask through `llm_prompt` (what is said) and `llm_client` (limits, retries,
`llm_cache`); `llm_settings` says whom, and only `llm_wire` talks to it.
"""

from generator.writers import extractive, llm
from generator.writers.llm_client import Client

__all__ = ["WRITERS", "Client"]

WRITERS = {"extractive": extractive, "llm": llm}
