"""How the database is emptied after a test which commits."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

# What migrations make and no test changes: kept, so that nothing has to be made again after each test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def delete_all_rows(_case: TransactionTestCase) -> None:
    """Delete the rows of every table: ten times as fast as truncating them, which makes new files of all.

    As a replica neither foreign keys nor the triggers which guard the history stop it; the role of the test's
    database has to be a superuser for that.
    """
    tables = sorted(set(connection.introspection.table_names()) - KEPT)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("; ".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables))
        cursor.execute("RESET session_replication_role")


@pytest.fixture(scope="session", autouse=True)
def _fast_emptying() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", delete_all_rows)
        yield
