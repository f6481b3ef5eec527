"""Words and tables of the field: enums, status tables as data, errors, actors, permissions. Standard library only."""
