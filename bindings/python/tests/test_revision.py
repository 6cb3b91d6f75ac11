"""Revisions of records that have been read."""

import cadastre
import pytest


@pytest.mark.parametrize(
    ("version", "updated_at", "revision"),
    [
        (2, "2026-11-24T23:30:41.316Z", "2-mwvbvhno"),
        (1, "1970-01-01T00:00:00.000Z", "1-0"),
        (1, "1970-01-01T00:00:00.035Z", "1-z"),
        (9_007_199_254_740_991, "1970-01-01T00:00:00.036Z", "9007199254740991-10"),
    ],
)
def test_a_revision_is_version_and_time(version: int, updated_at: str, revision: str) -> None:
    assert cadastre.revision({"version": version, "updatedAt": updated_at}) == revision
