"""Reads what the press says about arms deals into a register that can be walked back to its sentences."""

__version__ = "0.1.0"
