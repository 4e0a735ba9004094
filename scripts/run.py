"""Run the whole site on this machine: database, Redis, web server, Celery workers, Celery beat.

    PORT=8000 .venv/bin/python scripts/run.py

Ctrl-C (or SIGTERM) stops all of them; if one of them ends, the others are stopped as well.
"""

import ctypes
import fcntl
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

import psycopg  # noqa: E402
import redis  # noqa: E402

from config import private_servers  # noqa: E402

VAR = private_servers.VAR
HOST = os.environ.get("HOST", "127.0.0.1")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 120.0  # seconds in which a part must be healthy
LAST_WORDS = 30.0  # seconds in which a part must have ended
PR_SET_PDEATHSIG = 1


class Stopped(BaseException):
    """Somebody asked the site to stop."""


class Trouble(Exception):
    """The site cannot run; the first line says why."""


@dataclass
class Part:
    """One process of the site."""

    name: str
    command: list[str]
    healthy: Callable[[], bool]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C is for the one who runs the site."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - there are no threads here
            )

    def terminate(self) -> None:
        """Ask it to end."""
        if self.process is not None:
            self.process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, but for so long; then it and what it left behind are killed."""
        if self.process is None:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"· the {self.name} does not stop: killing it", flush=True)
        with suppress(ProcessLookupError):  # nothing is left
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def tail(self) -> str:
        """The last lines it said."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def main() -> None:
    """Start everything, wait until it is healthy, say where it is, and watch over it."""
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    parts: list[Part] = []
    try:
        port = free_port()
        with alone():
            find_servers()
            prepare(port)
            parts = describe_parts(port)
            start(parts)
            welcome(port)
            watch(parts)
    except Stopped:
        print("\nStopping.", flush=True)
    except (Trouble, private_servers.PrivateServerError) as problem:
        sys.exit(f"make run: {problem}")
    finally:
        end(parts)


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """Turn the signal into an exception, once: the end itself is not to be interrupted."""
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped


def free_port() -> int:
    """The port of PORT, if nobody listens there."""
    text = os.environ.get("PORT", "8000")
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}")
    try:
        socket.create_server((HOST, int(text))).close()
    except PermissionError as exc:
        raise Trouble(f"port {text} is only for root: choose another with PORT=8010") from exc
    except OSError as exc:
        raise Trouble(
            f"port {text} is taken ({os.strerror(exc.errno or 0)}): choose another with PORT=8010"
        ) from exc
    return int(text)


class alone:
    """One run at a time for one database: two beats would send everything twice."""

    file: IO[str]

    def __enter__(self) -> None:
        name = private_servers.database_name()
        VAR.mkdir(parents=True, exist_ok=True)
        self.file = (VAR / f"run-{name}.lock").open("a")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise Trouble("the site already runs from this folder: stop that run first") from exc

    def __exit__(self, *_: object) -> None:
        self.file.close()


def find_servers() -> None:
    """The database and Redis must answer: the private ones, or those that the environment names."""
    if url := os.environ.get("DATABASE_URL"):
        try:
            psycopg.connect(url, connect_timeout=10).close()
        except psycopg.Error as exc:
            raise Trouble(f"the database of DATABASE_URL is unreachable: {first_line(exc)}") from exc
    else:
        print("· starting PostgreSQL", flush=True)
        private_servers.database_url()
    if url := os.environ.get("REDIS_URL"):
        try:
            with redis.Redis.from_url(url, socket_timeout=10) as client:
                client.ping()
        except (redis.RedisError, ValueError) as exc:
            raise Trouble(f"the Redis of REDIS_URL is unreachable: {first_line(exc)}") from exc
    else:
        print("· starting Redis", flush=True)
        private_servers.redis_url()


def prepare(port: int) -> None:
    """Tables, static files and, in an empty database, the sample province."""
    if not {"SECRET_KEY", "SECRET_KEY_FILE"} & os.environ.keys():
        os.environ["SECRET_KEY_FILE"] = str(secret_key_file())
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    manage("preparing the tables", "migrate", interactive=False, verbosity=0)
    manage("collecting static files", "collectstatic", interactive=False, verbosity=0)
    manage("looking after the sample province", "sample_province")


def secret_key_file() -> Path:
    """The key of this machine's own site, made once."""
    file = VAR / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file


def manage(what: str, command: str, **options: object) -> str:
    """Run a management command in this process and catch its words; starting Django once is quicker."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError, connections

    from config.env import BadEnv

    print(f"· {what}", flush=True)
    words = io.StringIO()
    try:
        django.setup()
        call_command(command, stdout=words, stderr=words, **options)
    except (BadEnv, CommandError, DatabaseError, ImproperlyConfigured, OSError) as exc:
        raise Trouble(f"manage.py {command} failed: {first_line(exc)}") from exc
    finally:
        connections.close_all()
    return words.getvalue()


def describe_parts(port: int) -> list[Part]:
    """What the site consists of."""
    from config.celery import app
    from config.health import background_is_alive

    name = private_servers.database_name()
    node, logs = f"{name}@{socket.gethostname()}", VAR / "log"
    logs.mkdir(parents=True, exist_ok=True)
    celery = ["celery", "-A", "config"]
    site = ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"{HOST}:{port}"]
    working = ["--loglevel", "INFO", "--concurrency", "2", "--hostname"]
    worker = [*celery, "worker", "--queues", "celery", *working, node]
    reader = [*celery, "worker", "--queues", "reading", *working, f"reader-{node}"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--schedule", str(VAR / f"beat-{name}")]

    def answers(worker_node: str) -> Callable[[], bool]:
        return lambda: bool(app.control.ping([worker_node], timeout=0.5))

    return [
        Part("web server", site, lambda: site_answers(port), logs / f"web-{name}.log"),
        Part("Celery worker", worker, answers(node), logs / f"worker-{name}.log"),
        Part("reader of files", reader, answers(f"reader-{node}"), logs / f"reader-{name}.log"),
        Part("Celery beat", beat, background_is_alive, logs / f"beat-{name}.log"),
    ]


def start(parts: list[Part]) -> None:
    """Start the parts and wait until each is healthy."""
    from config.health import forget_heartbeat

    print(f"· starting {', '.join(part.name for part in parts)}", flush=True)
    forget_heartbeat()
    for part in parts:
        part.start()
    until = time.monotonic() + PATIENCE
    for part in parts:
        while not part.healthy():
            check_alive(parts)
            if time.monotonic() > until:
                raise Trouble(f"the {part.name} is not healthy after {PATIENCE:.0f} seconds:\n{part.tail()}")
            time.sleep(0.2)


def site_answers(port: int) -> bool:
    """Whether the web server says that database and Redis answer."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def check_alive(parts: list[Part]) -> None:
    """All parts or none."""
    for part in parts:
        if part.process is not None and part.process.poll() is not None:
            status = part.process.returncode
            raise Trouble(f"the {part.name} ended (status {status}); {part.log} ends:\n{part.tail()}")


def welcome(port: int) -> None:
    """The address, and with whom to sign in."""
    accounts = manage("asking for sample accounts", "sample_accounts")
    print(f"\nĐôn Đốc: http://localhost:{port}\n\n{accounts}", flush=True)
    print(f"Nhật ký chạy: {VAR / 'log'}. Nhấn Ctrl-C để dừng.", flush=True)


def watch(parts: list[Part]) -> None:
    """Stay until somebody asks for the end, or a part ends by itself."""
    while True:
        time.sleep(0.5)
        check_alive(parts)


def end(parts: list[Part]) -> None:
    """Stop all parts, then the private servers if nobody else uses them. Not to be interrupted."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    for part in parts:
        part.terminate()
    until = time.monotonic() + LAST_WORDS
    for part in parts:
        part.wait(max(0.1, until - time.monotonic()))
    private_servers.release()


def die_with_parent() -> None:
    """Let the kernel stop this process when the one that started it is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def first_line(problem: Exception) -> str:
    """Database drivers explain themselves at length."""
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__


if __name__ == "__main__":
    main()
