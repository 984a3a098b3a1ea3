"""Frozen records, standard library only."""
