"""Printing HTML as a web page that stands alone."""
