"""The promises, tried out: each proof attacks a scratch copy, and its own careless twin too.

A proof is a package of this room with a function ``prove``; `trivsel prove` runs them.
"""
