"""What runs each command of `arguments`: it takes the options, has the work done and prints what came of it.

`__main__` calls one and turns errors into a line and an exit status. Whatever a command prints for people is said in
their language (`messages`); JSON and what other programs read is not. Each function imports what it needs, so that
start-up stays light.
"""
