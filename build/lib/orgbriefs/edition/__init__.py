"""The world at one date. Pure: no files are read here but the ones handed in."""
