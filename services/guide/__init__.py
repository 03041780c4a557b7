"""The guided help: a few short questions, and at most three places to turn to, with the reasons.

``questions`` and ``advice`` are pure: plain data in, plain data out. ``stored`` reads that data
from the database, and ``words`` and ``screens`` turn what comes out into what a reader sees.
"""
