"""`make run`: everything healthy before the address is told, clear errors, nothing left behind."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server

import pytest

from accounts.models import Role
from tests.setup.test_private_servers import nothing_runs, processes
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "web": "gunicorn",
    "worker": "worker --queues celery",
    "reader": "worker --queues reading",
    "beat": "celery -A config beat",
}


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def start(var: Path, port: int | str, **variables: str) -> subprocess.Popen:
    without = ("DATABASE_URL", "REDIS_URL", "DONDOC_TODAY", "SECRET_KEY")
    env = {name: value for name, value in os.environ.items() if name not in without}
    env |= {"DONDOC_VAR": str(var), "NPM_ASSETS": str(ROOT / "var" / "npm"), "PORT": str(port), **variables}
    out = subprocess.PIPE
    command = [sys.executable, "scripts/run.py"]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=out, stderr=out, text=True, start_new_session=True
    )


def until_welcome(site: subprocess.Popen) -> str:
    said = ""
    for line in site.stdout:
        said += line
        if "Ctrl-C" in line:
            return said
    raise AssertionError(said + site.stderr.read())


def parts_of(site: subprocess.Popen) -> dict[str, int]:
    """The processes which the run has started."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == site.pid:
            found |= {name: int(entry.name) for name, words in PARTS.items() if words in line}
    return found


def groups_alive(parts: dict[str, int]) -> list[str]:
    """Those parts of which any process, children too, is still there."""
    alive = []
    for name, group in parts.items():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            continue
        alive.append(name)
    return alive


def problem_of(site: subprocess.Popen) -> str:
    """What the run says when it gives up; not what it told before."""
    _, said = site.communicate(timeout=180)
    assert site.returncode != 0
    return said[said.index("make run: ") :].strip()


@pytest.fixture(scope="module")
def first_start(var) -> Iterator[tuple[str, int, subprocess.Popen]]:
    """What the first start says, its port, and its process; stopped by Ctrl-C."""
    port = free_port()
    site = start(var, port)
    yield until_welcome(site), port, site
    parts = parts_of(site)
    assert parts.keys() == PARTS.keys()
    site.send_signal(signal.SIGINT)
    out, err = site.communicate(timeout=180)
    assert site.returncode == 0, out + err
    assert groups_alive(parts) == []
    nothing_runs(var)


@pytest.fixture
def start_another(var) -> Iterator[Callable[[], subprocess.Popen]]:
    """Start the site for a set day: with data of its own it runs beside the first."""
    started = []

    def run() -> subprocess.Popen:
        started.append(start(var, free_port(), DONDOC_TODAY="2025-11-06"))
        until_welcome(started[-1])
        return started[-1]

    yield run
    for site in started:
        site.terminate()
        site.communicate(timeout=180)


def test_the_address_and_an_account_for_each_role_are_told(first_start):
    said, port, _ = first_start
    assert f"http://localhost:{port}" in said
    _, shared_password, people = said.partition("Tài khoản mẫu, mật khẩu chung: ")
    assert shared_password
    assert len(re.findall(r"^  [\w.]+ +\w.*, \w", people, re.M)) == len(Role)


def test_all_parts_are_healthy_when_the_address_is_told(first_start):
    _, port, site = first_start
    for path in ("healthz", "healthz/background"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
            assert answer.status == 200
    assert parts_of(site).keys() == PARTS.keys()


def test_a_second_run_from_the_same_folder_is_refused(first_start, var):
    second = start(var, free_port())
    assert problem_of(second) == "make run: the site already runs from this folder: stop that run first"


def test_a_taken_port_is_refused_in_one_line(folder):
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        problem = problem_of(start(folder, port))
    assert (
        problem == f"make run: port {port} is taken (Address already in use): choose another with PORT=8010"
    )


@pytest.mark.parametrize("port", ["none", "0", "70000"])
def test_a_nonsensical_port_is_refused_in_one_line(folder, port):
    problem = problem_of(start(folder, port))
    assert problem == f"make run: PORT must be a number from 1 to 65535, not '{port}'"


def test_a_nonsensical_day_is_refused_in_one_line(folder):
    problem = problem_of(start(folder, free_port(), DONDOC_TODAY="06/11/2025"))
    assert problem == "make run: DONDOC_TODAY must be a day such as 2025-11-06, not '06/11/2025'"


def test_an_unreachable_database_is_told_in_one_line(folder):
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    problem = problem_of(start(folder, free_port(), DATABASE_URL=url))
    assert problem.startswith("make run: the database of DATABASE_URL is unreachable: ")
    assert len(problem.splitlines()) == 1


def test_an_unreachable_redis_is_told_in_one_line(folder):
    problem = problem_of(start(folder, free_port(), REDIS_URL=f"redis://127.0.0.1:{free_port()}/0"))
    assert problem.startswith("make run: the Redis of REDIS_URL is unreachable: ")
    assert len(problem.splitlines()) == 1
    nothing_runs(folder)


def test_a_private_server_that_will_not_start_ends_the_run_with_the_tail_of_its_log(folder):
    data = folder / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("12\n")
    problem = problem_of(start(folder, free_port()))
    assert problem.startswith("make run: the private Postgres did not start")
    assert "postgresql.conf" in problem
    nothing_runs(folder)


def test_when_a_part_dies_all_end_and_its_last_words_are_shown(first_start, start_another):
    site = start_another()
    parts = parts_of(site)
    os.kill(parts["worker"], signal.SIGKILL)
    problem = problem_of(site)
    assert site.returncode == 1
    assert re.match(r"make run: the Celery worker ended \(status -9\); .* ends:\n.+", problem)
    assert groups_alive(parts) == []


def test_nothing_is_left_when_the_run_itself_is_killed(first_start, start_another, var):
    site = start_another()
    parts = parts_of(site)
    assert parts.keys() == PARTS.keys()
    site.kill()
    site.communicate()
    wait_for(lambda: not groups_alive(parts), seconds=60, what="the end of the parts")
    wait_for(lambda: not [line for line in processes(var) if "dondoc_20251106" in line], seconds=60)
