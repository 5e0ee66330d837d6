"""Everything that is said: messages of a catalogue, and dates, numbers, lists and names by CLDR."""
