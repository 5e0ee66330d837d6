"""PDF by WeasyPrint: copy-fitted, tagged, with bookmarks, nothing fetched."""
