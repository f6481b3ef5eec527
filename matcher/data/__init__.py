"""The project's own reference tables and their loader."""
