"""Games of the literature as data: each cited, with its published equilibria.

>>> entry("beer_quiche").cite.startswith("Cho")
True
"""

from foedus.catalogue.entries import Entry, entries, entry

__all__ = ["Entry", "entries", "entry"]
