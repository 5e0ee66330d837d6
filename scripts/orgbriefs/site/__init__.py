"""The published documents as a site: pages that lead to them, for people and for machines.

All of it is made from the manifest's records and from the finished files, so that it can say
nothing that the documents do not say to their own readers.
"""
