"""What of the corpus speaks to the commission: sentences that can stand alone, their sides, their fit to a section.

`periods` leaves out older editions of a document, `context` what one takes back; `readings` says what may stand for a
sentence. One is then judged in steps, each a module that knows only those before it: `hygiene` (does it stand alone,
of its words only; `hygiene_rules`, `cleaning`, `persons`, `cohesion`, `predicates`, `chaff`, `lead_ins` and `headings`
are its kinds of rules), `naming` (whom it names), `classes` (which kind it speaks of, and who belongs to that),
`attributing` (for whom its document speaks), `sides` (so of whom it speaks). `claims` makes cards of those that pass;
`blocks` are where they stand and `spans` their places, `amounts` the numbers in them; `cards` says what is known of
one, `cells` what a table takes of it. `about` keeps what one subject is asked; `retrieval` searches the indexes,
`ranking` looks at their answers again, `gathering` asks for each section and subject, `fitting` says how well a card
answers a heading, by its `aspects`, `placing` how well it serves a section; `outlining` divides the matter where a
commission does not.
The gate and the writers judge by the same functions.
The room must not know what a brief looks like: it chooses nothing, writes nothing, and asks no model.
"""

from generator.evidence.cards import Card
from generator.evidence.fitting import Fit
from generator.evidence.gathering import Evidence, best_fits, gather, sentences
from generator.evidence.placing import COMPARED, POSED
from generator.evidence.retrieval import Passage, search
from generator.evidence.spans import Span

__all__ = [
    "COMPARED",
    "POSED",
    "Card",
    "Evidence",
    "Fit",
    "Passage",
    "Span",
    "best_fits",
    "gather",
    "search",
    "sentences",
]
