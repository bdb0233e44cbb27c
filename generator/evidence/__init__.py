"""What of the corpus speaks to the commission: sentences that can stand alone, their sides, their fit to a section.

`claims` tells which sentences are claims and of whom they speak, `retrieval` asks the index for each section and
subject, `ranking` looks at its answers again. It chooses nothing and writes nothing.
"""

from generator.evidence.retrieval import Evidence, Fit, gather, search

__all__ = ["Evidence", "Fit", "gather", "search"]
