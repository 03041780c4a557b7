"""Search by hand: one table of postings, read by index and ranked in Python.

``text``, ``compounds``, ``vocabulary``, ``query``, ``ranking`` and ``snippets`` are pure: text and
numbers in, text and numbers out. ``sources`` says what is indexed of each kind of object, ``index``
writes and reads the table, ``signals`` keeps it in step, and ``find`` puts it all together.
"""
