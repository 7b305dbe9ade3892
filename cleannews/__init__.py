"""Turn flattened news pages into articles."""

__version__ = "0.1.0"
