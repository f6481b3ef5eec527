"""What the pages of imports show, and what the check of their rows looks up."""
