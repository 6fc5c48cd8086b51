"""Files with units and people, as workplaces really have them: bytes in, checked rows out.

Reading, checking and comparing are kept apart from the database, so that each can be tried
on any input. Nothing here makes a sentence: a fault is a ``Problem`` with a kind and values.
"""
