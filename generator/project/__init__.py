"""A team's own folder, apart from the program: what `init` writes into it, what `upgrade` renews, what `doctor` finds.

The folder holds what people write (corpus, briefs, policy, README) and files that come from templates of the program
(`data/folder`); `.briefproof.yml` says which version they came from and what they held.
"""
