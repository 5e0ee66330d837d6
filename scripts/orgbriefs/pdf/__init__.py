"""Printing HTML as PDF."""
