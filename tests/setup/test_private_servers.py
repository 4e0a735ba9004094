"""The private servers start when asked for, are shared, and end with their last user."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from config import private_servers
from config.server_process import LONGEST_SOCKET
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[2]
# Asks for both servers, says where they are, and stays until its standard input ends.
USER = """
import sys
from pathlib import Path
from config import private_servers as servers
var = Path(sys.argv[1])
print(servers.database_url(var=var), servers.redis_url(var=var), flush=True)
sys.stdin.read()
"""


def use(var: Path, **env: str) -> subprocess.Popen:
    command = [sys.executable, "-c", USER, str(var)]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **env}, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def addresses(user: subprocess.Popen) -> list[str]:
    line = user.stdout.readline()
    assert line, user.stderr.read()
    return line.split()


def leave(user: subprocess.Popen) -> None:
    user.stdin.close()
    assert user.wait(60) == 0


def processes(var: Path) -> list[str]:
    """The command lines that name the folder."""
    lines = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(var) in line:
            lines.append(line)
    return lines


def postmaster(var: Path) -> int:
    return int((var / "postgres/data/postmaster.pid").read_text().split()[0])


def nothing_runs(var: Path) -> None:
    wait_for(lambda: not processes(var), seconds=60, what=f"the end of {processes(var)}")


def test_a_lone_process_finds_servers_and_leaves_none_running(var):
    user = use(var)
    database, redis = addresses(user)
    with psycopg.connect(database) as connection:
        assert connection.info.server_version >= 180000
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('còn đây')")
    assert redis.startswith("unix:///")
    leave(user)
    nothing_runs(var)


def test_data_stay(var):
    user = use(var)
    with psycopg.connect(addresses(user)[0]) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("còn đây",)]
        assert connection.execute("SELECT upper('đôn đốc')").fetchone() == ("ĐÔN ĐỐC",)
    leave(user)


def test_servers_stop_when_their_last_user_is_killed(var):
    user = use(var)
    addresses(user)
    user.kill()
    user.wait()
    nothing_runs(var)


def test_processes_that_start_at_the_same_moment_share_the_servers(var):
    nothing_runs(var)
    users = [use(var) for _ in range(4)]
    found = [addresses(user) for user in users]
    assert found[1:] == found[:-1]
    assert len([line for line in processes(var) if "/postgres -D" in line]) == 1
    first = postmaster(var)
    for user in users[1:]:
        leave(user)
    with psycopg.connect(found[0][0]) as connection:  # one still uses it
        connection.execute("SELECT 1")
    assert postmaster(var) == first
    leave(users[0])
    nothing_runs(var)


def test_a_database_that_was_killed_starts_again(var):
    user = use(var)
    addresses(user)
    os.kill(postmaster(var), signal.SIGKILL)
    other = use(var)
    with psycopg.connect(addresses(other)[0]) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("còn đây",)
    leave(user)
    leave(other)
    nothing_runs(var)


def test_a_stranger_s_process_number_left_by_a_crash_stops_nothing(var):
    file = var / "postgres/data/postmaster.pid"
    account = file.parent.stat().st_uid  # a stranger of another account would not worry PostgreSQL
    stranger = subprocess.Popen(["sleep", "60"], user=account if os.geteuid() == 0 else None)
    lines = f"{stranger.pid}\n{file.parent}\n1700000000\n5432\n{var}\n\n  1 1\nready\n"
    for place in (file, var / "postgres/socket/.s.PGSQL.5432.lock"):
        place.write_text(lines)
    user = use(var)
    addresses(user)
    leave(user)
    nothing_runs(var)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_set_day_has_its_own_database_and_redis(var):
    real, set_day = use(var), use(var, DONDOC_TODAY="2025-11-06")
    (real_database, real_redis), (day_database, day_redis) = addresses(real), addresses(set_day)
    assert "/dondoc?" in real_database
    assert "/dondoc_20251106?" in day_database
    assert real_redis != day_redis
    with psycopg.connect(day_database) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
    leave(real)
    leave(set_day)
    nothing_runs(var)


def test_sockets_go_to_a_short_folder_when_the_path_is_long(folder):
    deep = folder / ("d" * 60) / ("e" * 60)
    for server in (private_servers.Postgres(deep), private_servers.Redis(deep, "dondoc")):
        assert len(str(server.sockets / ".s.PGSQL.5432")) < LONGEST_SOCKET
        assert not server.sockets.is_relative_to(deep)
    user = use(deep)
    psycopg.connect(addresses(user)[0]).close()
    leave(user)
    nothing_runs(deep)


def test_others_may_not_enter_the_sockets_folder(var):
    assert (var / "postgres/socket").stat().st_mode & 0o077 == 0
    assert (var / "redis/dondoc/socket").stat().st_mode & 0o077 == 0


def test_servers_whose_folder_is_deleted_end_as_well(folder):
    user = use(folder / "var")
    addresses(user)
    shutil.rmtree(folder / "var")
    leave(user)
    nothing_runs(folder)


def test_release_returns_when_the_servers_have_ended(folder):
    private_servers.redis_url(var=folder)
    assert len(processes(folder)) == 2  # the server and its keeper
    private_servers.release(var=folder)
    assert not (folder / "redis/dondoc/redis.pid").exists()
    assert [line for line in processes(folder) if "redis-server" in line] == []


def test_a_server_that_will_not_start_says_so_with_the_tail_of_its_log(var):
    nothing_runs(var)
    settings = var / "postgres/data/postgresql.conf"
    settings.write_text(settings.read_text() + "\nno_such_setting = 1\n")
    user = use(var)
    _, problem = user.communicate(timeout=60)
    assert user.returncode != 0
    assert "the private Postgres did not start" in problem
    assert 'unrecognized configuration parameter "no_such_setting"' in problem
    nothing_runs(var)
