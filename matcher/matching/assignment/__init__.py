"""Matching rounds: which proposals are best for everybody together."""
