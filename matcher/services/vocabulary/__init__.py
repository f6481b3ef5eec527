"""The vocabulary's write side: the starter set, imports of ESCO, and links between the two."""
