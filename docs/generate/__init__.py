"""What writes the pages that nobody should write by hand: a page for each component, and the picture of the stack.

``python -m docs.generate.components`` and ``python -m docs.generate.picture`` write; with ``--check`` they only say
which files are out of date, and fail. The same sources give the same bytes.
"""
