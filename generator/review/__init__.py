"""What people do with filed briefs: check them, see what changed, sign, refresh, repair, withdraw, make again.

`desk` holds the commands. Of what they do, `signing` records a person's word, `refreshing` follows edits of the text
and `repairing` moves of the sources, both through `settling`, which writes what follows from text and ledger;
`reproduction` makes a brief again. `comment` is what a reviewer is shown of a change, `impact` what a changed document
costs, `history` the only question to git. It makes no rule of its own.
"""
