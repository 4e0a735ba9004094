"""The product's real processes on the test's database, Redis and mail server."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server, socket

import pytest
from redis import Redis

from config.celery import app
from tests.plugins.servers import WORKER_ID
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """A process of the product with its children; it can be stopped politely or killed, and started again."""

    def __init__(
        self,
        arguments: list[str],
        env: dict[str, str],
        log: Path,
        ready: Callable[["Process"], bool],
        listener: socket | None = None,
    ) -> None:
        self.arguments, self.env, self.log, self.ready = arguments, env, log, ready
        self.listener = listener
        self.start()

    def start(self) -> None:
        """Start it and wait until it is at work."""
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", *self.arguments],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=[self.listener.fileno()] if self.listener else [],
            )
        try:
            wait_for(lambda: self.popen.poll() is not None or self.ready(self), seconds=60)
            assert self.popen.poll() is None, "it ended at once"
        except AssertionError as exc:
            self.kill()
            raise AssertionError(f"{self.arguments} did not start: {self.output()[-3000:]}") from exc

    def output(self) -> str:
        """All that it has said."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it and its children at once, as a power cut would."""
        if self.popen.poll() is None:
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        """Ask it to end and wait until it has."""
        if self.popen.poll() is None:
            self.popen.terminate()
        try:
            self.popen.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        if self.listener:
            self.listener.close()


@pytest.fixture
def run_process(
    transactional_db: None, process_environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[..., Process]]:
    """Start processes: `run_process(["celery", ...], ready=..., DONDOC_TODAY="2025-11-06")`."""
    started: list[Process] = []

    def run(arguments: list[str], *, ready: Callable[[Process], bool], **env: str) -> Process:
        log = tmp_path / f"{len(started)}-{arguments[0]}.log"
        started.append(Process(arguments, {**process_environment, **env}, log, ready))
        return started[-1]

    yield run
    for process in reversed(started):
        process.stop()


@pytest.fixture
def run_worker(run_process: Callable[..., Process], test_redis: str) -> Callable[..., Process]:
    """Start a Celery worker with two children; variables of the environment may be given."""
    # Each listens for commands; one left from elsewhere would do half of what this test sends.
    with Redis.from_url(test_redis) as client:
        assert client.pubsub_numpat() == 0, "another worker takes from the same queues"

    def run(name: str = "worker", **env: str) -> Process:
        arguments, ready = worker_command("config", f"{name}@{WORKER_ID}")
        return run_process(arguments, ready=ready, **env)

    return run


def worker_command(of: str, address: str) -> tuple[list[str], Callable[[Process], bool]]:
    """How a Celery worker with two children is started, and how one knows that it is at work."""
    arguments = ["celery", "-A", of, "worker", "--concurrency", "2", "--loglevel", "INFO", "-n", address]

    def answers(process: Process) -> bool:
        return bool(app.control.ping(destination=[address], timeout=0.5))

    return arguments, answers


@pytest.fixture
def run_beat(run_process: Callable[..., Process], tmp_path: Path) -> Callable[..., Process]:
    """Start Celery beat, one of several by its name; variables of the environment may be given."""

    def run(name: str = "beat", **env: str) -> Process:
        arguments = [
            "celery",
            "-A",
            "config",
            "beat",
            "--loglevel",
            "INFO",
            "--schedule",
            f"{tmp_path}/{name}",
        ]
        return run_process(arguments, ready=lambda process: "beat: Starting" in process.output(), **env)

    return run


@pytest.fixture
def celery_worker_process(run_worker: Callable[..., Process]) -> Process:
    """A real worker on the test's database, Redis and mail server."""
    return run_worker()


@pytest.fixture
def celery_beat_process(run_beat: Callable[..., Process]) -> Process:
    """A real beat on the test's Redis."""
    return run_beat()


@pytest.fixture(scope="session")
def collected_static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as a deployment serves them: hashed names, compressed."""
    folder = tmp_path_factory.mktemp("static")
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "STATIC_ROOT": str(folder)})
    return folder


def serve(env: dict[str, str], log: Path, app: str = "config.wsgi") -> tuple[Process, str]:
    """Start gunicorn on a free port, as `make run` and the image do; the process and its address."""
    listener = create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    arguments = ["gunicorn", app, "--bind", f"fd://{listener.fileno()}", "--threads", "4"]
    site = Process(
        arguments,
        {**env, "SITE_URL": address},
        log,
        ready=lambda process: "Booting worker" in process.output(),
        listener=listener,
    )
    return site, address


@pytest.fixture(scope="session")
def _live_site_process(
    process_environment: dict[str, str], collected_static: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    env = {**process_environment, "STATIC_ROOT": str(collected_static)}
    site, address = serve(env, tmp_path_factory.mktemp("site") / "web.log")
    yield address
    site.stop()


@pytest.fixture
def live_site(_live_site_process: str, transactional_db: None) -> str:
    """The address of the real site, serving what the test has committed."""
    return _live_site_process


@pytest.fixture
def run_site(
    process_environment: dict[str, str], collected_static: Path, transactional_db: None, tmp_path: Path
) -> Iterator[Callable[..., str]]:
    """Start a site of one's own: `run_site(DONDOC_TODAY="2025-11-06")` gives its address."""
    started: list[Process] = []

    def run(**variables: str) -> str:
        env = {**process_environment, "STATIC_ROOT": str(collected_static), **variables}
        site, address = serve(env, tmp_path / f"web-{len(started)}.log")
        started.append(site)
        return address

    yield run
    for site in started:
        site.stop()
