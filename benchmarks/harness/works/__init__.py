"""The works that are measured over HTTP."""

from harness.works.mixed import Mixed
from harness.works.reads import CitiesByPrefix, CountOfCity, DeepPage, GetByID, Join, ListByCity
from harness.works.writes import AddRoom, Create, Delete, LogIn, Rename

__all__ = [
    "AddRoom",
    "CitiesByPrefix",
    "CountOfCity",
    "Create",
    "DeepPage",
    "Delete",
    "GetByID",
    "Join",
    "ListByCity",
    "LogIn",
    "Mixed",
    "Rename",
]
