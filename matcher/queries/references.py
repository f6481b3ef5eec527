"""How a person is called before names are revealed."""


def candidate_reference(professional_id: int) -> str:
    """Return e.g. ``K-0042``: the same on every page and in every mail."""
    return f"K-{professional_id:04d}"
