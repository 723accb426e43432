"""How well the coder reads: the project's own labelled sentences, and every scorer beside the clone."""
