"""Leaving the site quickly: where to, how, and whether that place still answers."""
