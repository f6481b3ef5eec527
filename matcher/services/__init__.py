"""Write side: one verb per function, explicit actor and clock."""
