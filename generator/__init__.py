"""Briefproof: a static-site generator for research briefs in which every sentence can be checked."""

__version__ = "0.1.0"
