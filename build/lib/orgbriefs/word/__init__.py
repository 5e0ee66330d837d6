"""Printing HTML as native Word: styles, footnotes, captions and fields, no text boxes."""
