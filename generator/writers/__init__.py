"""Writers: modules with one function, `write(commission, evidence, front, taken) -> Draft`."""

from generator.writers import extractive

WRITERS = {"extractive": extractive}
