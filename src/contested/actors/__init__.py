"""Who is named: a dated register of actors, where a report names them, and which of them it means.

An actor is not its name. A successor is another actor; a name holds between dates; a description
("the group") stands for an actor only where the report itself says for which.
"""

from contested.actors.find import ActorFinder
from contested.actors.match import Match, Matcher
from contested.actors.register import Register, load, shipped_files
from contested.actors.resolve import ActorResolver

__all__ = ["ActorFinder", "ActorResolver", "Match", "Matcher", "Register", "load", "shipped_files"]
