"""Where countries lie: outlines made once, projections, and the room for names on a map."""
