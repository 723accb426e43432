"""From reports to the ledger: the path of steps, and the run that takes every input along it."""
