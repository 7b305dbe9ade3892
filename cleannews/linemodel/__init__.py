"""The line model: which lines of a page are the article."""
