"""The rules by their codes, and what is found where one is not kept. `validation` lists the modules that judge them."""

from collections.abc import Iterable
from dataclasses import dataclass

RULES: dict[str, tuple[str, str]] = {
    "schema": ("error", "the front matter matches the schema"),
    "unread": ("error", "all that the files hold is part of the brief"),
    "invisible": ("error", "no character that is not seen"),
    "stray-file": ("error", "the folder of the briefs holds briefs and their ledgers, and nothing else"),
    "title": ("error", "the title is the one in the front matter"),
    "sections": ("error", "the sections of the commission, in its order and wording, and no others"),
    "section-empty": ("error", "every section says something"),
    "length-short": ("error", "not shorter than the commission asks"),
    "length-exhausted": ("warning", "the sources hold as much as the commission asks for"),
    "length-long": ("error", "not longer than the commission allows"),
    "length-counted": ("error", "the length in the front matter is the length of the text"),
    "cite-malformed": ("error", "what opens like a citation is one"),
    "cite-unresolved": ("error", "every citation leads to a listed source, and to a chunk or page that it has"),
    "cite-image": ("error", "an image is cited for the identity of what it shows, and for nothing else"),
    "claim-uncited": ("error", "every claim and quotation is cited"),
    "ledger-missing": ("error", "every sentence has its entry in the ledger"),
    "ledger-extra": ("error", "every entry of the ledger has its sentence"),
    "ledger-citations": ("error", "text and ledger cite the same places"),
    "ledger-section": ("error", "the ledger knows each sentence's section"),
    "place": ("error", "a sentence stands where the ledger says, and where its side, row, column and heading allow"),
    "span": ("error", "the quote stands in the chunk at the recorded place"),
    "chunk-changed": ("error", "the cited chunk is still the one that was cited"),
    "source-changed": ("warning", "the cited file is still the one that was cited"),
    "unsearched": ("error", "what was in the corpus when the brief was filed was searched"),
    "source-absent": ("error", "a source that lies in the repository is there"),
    "unverifiable": ("error", "every source is kept where it can be checked, or the policy lets it be absent"),
    "unchecked": ("warning", "what the policy lets be absent is there to be checked"),
    "derived": ("error", "the front matter is what follows from commission, sources, pictures, corpus and program"),
    "corpus": ("error", "the corpus is there, and one that the policy lists"),
    "support": ("error", "a sentence is what its source says, word for word or edited without a change that tells"),
    "pending": (
        "error",
        "a sentence in other words than its source's is close to them, or a person has signed it, as each judgement",
    ),
    "signature": (
        "error",
        "what is said in a name is proven to be that person's, of its day, for what stands there",
    ),
    "unproven": (
        "warning",
        "git can say who asserted or answers for what, and that a brief is as old as it says",
    ),
    "policy": ("error", "the policy is a file of the repository that can be read"),
    "placed": ("error", "a sentence stands where a run of the program put it, or a person answers for it"),
    "left-out": ("warning", "everything that a run of the program says of the sources is in the text"),
    "not-reproduced": ("warning", "the brief can be made again, to see that a run of the program wrote it"),
    "cell": (
        "error",
        "cells and figures are whole sentences, or such without what a trim may leave off",
    ),
    "trim": ("error", "claims and quotations are whole sentences, or such without what rules allow to leave off"),
    "context": ("error", "the source stands by what is quoted of it: it does not take it back, joke or suppose"),
    "lead": ("error", "words before the source's own come from the closed list, and what they say holds"),
    "side": ("error", "a sentence that counts for a side names it, or names a class the sources place it in"),
    "judgement": (
        "error",
        "a judgement rests on sentences of the brief, and has no figure and no name that they lack",
    ),
    "origins": ("error", "the ledger counts the independent sources that say a sentence, no more and no fewer"),
    "framing": ("error", "sentences without evidence come from the closed list"),
    "meta": ("error", "sentences about the brief itself agree with its front matter"),
    "references": ("error", "each cited source is listed once, and no other"),
    "source-forbidden": ("error", "no source that the commission excludes, by name or by date"),
    "balance": ("error", "no side has less than half or more than one and a half times an even share"),
    "balance-exhausted": ("warning", "the sources hold as much on one side as on another"),
    "balance-uneven": ("warning", "each side has between 0.7 and 1.3 times an even share"),
    "register": ("error", "no first or second person outside quotations in a formal brief"),
    "redundancy": ("error", "no two sentences share more than 60 % of their 5-grams"),
    "foreign-share": (
        "warning",
        "quotations in another language make up at most 20 % of the text, where each subject has sources in its own",
    ),
    "logo": (
        "error",
        "a subject named by an image rests on an identification above its threshold, or on a person's word",
    ),
    "withdrawn": ("warning", "the brief stands"),
}
"""Code → (severity, what holds when the rule is kept)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that a brief does not keep."""

    code: str
    """A key of `RULES`."""
    message: str
    line: int = 0
    """Line in the brief, from 1; 0 for the whole brief."""

    @property
    def severity(self) -> str:
        """ "error" or "warning"."""
        return RULES[self.code][0]


def passed(findings: Iterable[Finding], *, allow: tuple[str, ...] = ()) -> bool:
    """Tell whether no finding is an error, those whose code is in `allow` left out."""
    return not any(finding.severity == "error" and finding.code not in allow for finding in findings)
