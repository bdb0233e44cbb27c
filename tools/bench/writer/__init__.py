"""Measure the extractive writer against two baselines: `make bench-writer`.

Commissions of bench/commissions.yml over the small corpora of bench/corpora/, and the real inputs in the folder that
BRIEFPROOF_INPUTS names, where it is set. The baselines fill the same sections to the same lengths from the same
corpora: leading sentences of the chunks that BM25 ranks first, and LexRank (Erkan & Radev 2004, JAIR 22, 457–479) over
the chunks that BM25 finds. Briefs and the table go to build/bench/writer/.

What is measured here has its own word lists and rules, so that the writer is not judged by what it was made with.
"""
