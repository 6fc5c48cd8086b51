"""Paper that combines rooms: the report of a round, set when somebody asks for it.

The web process writes down what it says (``facts``); a process of its own, which has neither
database nor settings, sets it (``typesetting``).
"""
