"""Forms of the desk's entries: a person or a need on one page."""
