"""Which documents there are, what each is made from, and which of them have to be made.

The Snakefile asks this room; nothing here makes a document. It hands out complete requests, and it
tells by content, never by times of files, whether a document was made from what lies there now.
"""
