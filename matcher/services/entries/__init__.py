"""Entering a person or a need for somebody else, and handing it over to whom it is about (ADR 0023)."""
