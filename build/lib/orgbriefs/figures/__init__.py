"""Pictures drawn from an edition, as SVG, in one visual language."""
