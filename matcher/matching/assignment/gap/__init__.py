"""Generalised assignment: every item to one agent within capacities, at the least cost, with a proven bound."""
