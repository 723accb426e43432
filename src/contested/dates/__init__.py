"""When: time expressions of a report, the days they mean, and the day of the report itself.

:func:`find` reads words, :func:`resolve` gives them days, :func:`infer_publication` dates a
report that does not say when it was written.
"""

from contested.dates.anchors import Anchor, load_anchors, shipped_anchors
from contested.dates.finding import find
from contested.dates.infer import infer_publication
from contested.dates.resolving import resolve

__all__ = ["Anchor", "find", "infer_publication", "load_anchors", "resolve", "shipped_anchors"]
