"""What people look at: every stretch of a page with what became of it, and the numbers of a batch."""
