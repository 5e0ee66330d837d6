"""What editors write: YAML read strictly, with the place of every value known."""
