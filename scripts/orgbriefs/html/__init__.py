"""The one source of a document's content: HTML, which all renderers read."""
