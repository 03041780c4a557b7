"""Tests that look at the running site in Chromium."""
