"""Many inputs in one run: what is read, where it goes, and what became of each."""
