"""Sixty-odd pages in the manner of twenty kinds of site, made of our own stories, with what must be read from them."""
