"""The database: transactions that find their server, tables and their migrations."""

from services.database.position import Position
from services.database.routing import Database, UnavailableError, Written

__all__ = ["Database", "Position", "UnavailableError", "Written"]
