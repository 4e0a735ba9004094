"""Hold a process of ours at one statement, the same way every time, so that it can be killed just there."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from tests.waiting import wait_for

BLOCKED = "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pg_blocking_pids(pid) && %s::int[]"


class Standstill:
    """Whoever wants to lock or write a row of one table waits until the block ends; reading goes on."""

    def __init__(self, own: psycopg.Connection) -> None:
        self.own = own

    def wait_for_one(self, count: int = 1) -> list[int]:
        """Until `count` processes stand still, behind this or behind one another; their backends."""
        return wait_for(lambda: self._blocked(count), what=f"{count} standing still")

    def _blocked(self, count: int) -> list[int]:
        found = [self.own.info.backend_pid]
        while True:
            rows = self.own.execute(BLOCKED, [found]).fetchall()
            if new := {pid for (pid,) in rows} - set(found):
                found += new
                continue
            blocked = found[1:]
            return blocked if len(blocked) >= count else []

    def forget(self, backends: list[int]) -> None:
        """The database notices that their processes are gone: else it would do what they last asked for."""
        for pid in backends:
            self.own.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@contextmanager
def standstill(table: str) -> Iterator[Standstill]:
    """Within the block nobody writes to the table."""
    settings = connection.get_connection_params()
    names = {
        name: settings[name] for name in ("dbname", "user", "password", "host", "port") if name in settings
    }
    with psycopg.connect(**names) as own:
        own.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")  # a name of the test's own
        yield Standstill(own)
