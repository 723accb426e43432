"""How long coding takes and how much memory it needs."""
