"""What the service is told by its environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The settings of one process."""

    database: Path
    synchronous: str
    """SQLite's `synchronous`. `NORMAL`, usual with WAL, may lose the last commits at a power cut; `FULL` does not."""
    secret: str

    @classmethod
    def from_environment(cls) -> "Settings":
        synchronous = os.environ.get("CLASSIC_SYNCHRONOUS", "NORMAL").upper()
        if synchronous not in {"NORMAL", "FULL"}:
            raise ValueError(f"CLASSIC_SYNCHRONOUS is {synchronous}; it may be NORMAL or FULL")
        return cls(
            database=Path(os.environ["CLASSIC_DATABASE"]),
            synchronous=synchronous,
            secret=os.environ["CLASSIC_SECRET"],
        )
