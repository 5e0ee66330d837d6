"""Figures by year from the databases' own download files, and their way into the data."""
