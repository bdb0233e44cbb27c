"""What people do with filed briefs: check them, see what changed, sign, refresh, repair, withdraw.

`desk` holds the commands, `mending` what they do to the two files, `comment` what a reviewer is shown of a change,
`impact` what a changed document costs, `history` the only question to git. It makes no rule of its own.
"""
