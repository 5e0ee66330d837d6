"""Web pages that stand alone."""
