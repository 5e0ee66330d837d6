"""Native Word files: styles, footnotes, captions and fields, no text boxes."""
