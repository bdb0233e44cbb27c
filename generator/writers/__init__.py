"""Writers: modules with `VERSION` and a function `write(commission, evidence, front, taken) -> Draft`.

`llm.write` needs to be told whom to ask as well (`model`).
"""

from generator.writers import extractive, llm
from generator.writers.llm_client import Client

__all__ = ["WRITERS", "Client"]

WRITERS = {"extractive": extractive, "llm": llm}
