"""Measures how long Orgbriefs takes and how much memory: ``make bench``."""
