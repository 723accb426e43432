"""Words of a report that name something, found and settled.

Finders may mark the same words for several things ("Hama" in "the Hama Brigade"). Settling keeps
one reading of every character: the longest, and of equally long ones the kind that is harder to
invent (an actor of the register before a person before a place). It never joins two readings.
"""

from contested.mentions.find import find
from contested.mentions.settle import settle

__all__ = ["find", "settle"]
