"""The one source of a document's content: HTML, which the PDF and Word printers both read."""
