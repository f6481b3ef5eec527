"""Demo data: a living picture of invented people, needs and placements at real schools.

Everything follows from a seed and the present day, so the demo never ages and is the same each time it is built on
one day. Every person, employer and teacher is invented; surnames and addresses (example.nl) show it.
"""
