"""Measurements. Each is run by hand: ``.venv/bin/python -m benchmarks.search``."""
