"""Read side: selects that give frozen rows."""
