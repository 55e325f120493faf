"""A world in which everything that is said holds a word of its own, and a walk over all routes.

``words`` makes the marker words and keeps who may read each. ``people`` and ``content`` fill an
empty database with two committees, ``build`` puts them together. ``routes`` knows the arguments
of every route, ``answers`` reads any answer as text, and ``undo`` takes back what a request did.

Who may read what is written down here from DESIGN 3.12, and not taken from the product's own
table: a slip there must show up here.
"""
