"""What can go wrong, named by what the caller should do next.

An exception tells the run to skip one input, to stop because the user must change
something, or to try again later. A failure is never an empty answer.
"""


class ContestedError(Exception):
    """Base of every error that contested raises on purpose; its text is one line for a person."""


class SkipInput(ContestedError):  # noqa: N818  (named for what happens next, not for being an error)
    """This input cannot be read; say so, count it, go on with the next."""

    def __init__(self, reason: str, *, kind: str = "unreadable", place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind
        self.place = place


class UsageError(ContestedError):
    """The run cannot start as asked: a path, option or data file has to change first."""


class DataFileError(UsageError):
    """A file of the ontology, the register or the gazetteer is wrong; the text names file and place."""


class EndpointRefused(UsageError):  # noqa: N818
    """A model's endpoint takes no request as things are set: key, model or address has to change first."""


class CoderFailed(ContestedError):  # noqa: N818
    """This report could not be coded this time: count it as a fault, go on; the next run tries it again."""


class MalformedAnswer(CoderFailed):
    """A model's answer cannot be read; asking once more is right, then the report's coding has failed."""


class LedgerError(ContestedError):
    """The ledger cannot be used as it is."""


class LedgerBusy(LedgerError):  # noqa: N818
    """Another process holds the ledger; trying again later is right."""


class LedgerFormatError(LedgerError):
    """The file is no ledger, or one of a version that this program does not read."""


class NotFound(ContestedError):  # noqa: N818
    """Nothing in the ledger has this id or name."""
