"""How people and schools answer: counting, keeping, showing."""
