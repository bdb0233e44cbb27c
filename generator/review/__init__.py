"""What people do with filed briefs: check them, see what changed, sign, refresh, repair, withdraw, make again.

`desk` holds the commands. Of what they do, `signing` records and proves a person's word, `concluding` puts a person's
judgement in, `refreshing` follows edits of the text and `repairing` moves of the sources, all three through `settling`,
which writes what follows from text and ledger; `reproduction` makes a brief again (`unseen`: of pictures that are not
kept), `placing` compares the two by what `standing` says of where each sentence stands.
`judging` is all that is found in a brief: by the gate, and by what only git and a run can tell. `comment` is what a
reviewer is shown of a change: `gathering` finds what changed and `comparing` what differs in it; `surroundings`,
`marks` and `phrases` help to say it. `impact` is what a changed document costs; `history` alone asks git, `keys` alone
`ssh-keygen`.
"""
