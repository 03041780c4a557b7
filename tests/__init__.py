"""The tests, and what they need to run: `make test` runs them all."""
