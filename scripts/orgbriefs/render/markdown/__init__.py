"""Markdown, for release notes and wikis."""
