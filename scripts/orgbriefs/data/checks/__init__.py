"""Rules that one record cannot know: names of other records, time, identity."""
