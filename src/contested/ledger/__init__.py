"""What is known, how it came to be known and when: a log that only grows, and readings of it.

One :class:`Ledger` says what reading and adding mean; a :class:`Log` only keeps rows (in memory, in
SQLite). Nothing is changed in place: a later coding, a later set of incidents and a person's judgement
are added behind what was there, and :meth:`Ledger.as_known` gives any earlier state.
"""

from contested.ledger.base import Log, NewRow, Row
from contested.ledger.ledger import Ledger, RunState
from contested.ledger.memory import memory_ledger
from contested.ledger.sqlite import open_ledger

__all__ = ["Ledger", "Log", "NewRow", "Row", "RunState", "memory_ledger", "open_ledger"]
