"""What a document says, for one audience as of one day: values, ready to be put into words."""
