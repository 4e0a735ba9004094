"""One private server process, shared by all processes of this project and stopped after the last of them.

Every process that uses the server holds a shared lock on its `users` file until it dies, however it dies. A
small process beside the server, its keeper, sleeps on the exclusive lock of that file and then stops the
server. So a lone command leaves nothing running, and a `kill -9` does not either.
"""

import fcntl
import hashlib
import os
import pwd
import re
import signal
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds in which a server must answer, or be gone
LONGEST_SOCKET = 107  # what sockaddr_un holds
READY = "ready"
START_LINE = "--- start ---\n"

used: dict[Path, "PrivateServer"] = {}


class PrivateServerError(Exception):
    """A private server cannot be had: one clear line, then the tail of the server's log."""


class PrivateServer(ABC):
    """One server process, its folder, and the locks by which processes share it."""

    stop_signal = signal.SIGTERM
    account: pwd.struct_passwd | None = None  # the server's, where it must not be ours

    def __init__(self, var: Path, folder: Path, log: str) -> None:
        self.var, self.folder = var, folder
        self.log = var / "log" / log
        self.hold: IO[str] | None = None
        self.launched: int | None = None

    @abstractmethod
    def arguments(self) -> list[str]:
        """What `python -m config.private_servers` needs to find this server again."""

    @abstractmethod
    def prepare_machine(self) -> None:
        """See to what the machine needs before the server can start."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server takes connections now."""

    @abstractmethod
    def pid(self) -> int | None:
        """The running server's process, if it runs."""

    @abstractmethod
    def command(self) -> list[str | Path]:
        """The server's command line, its folder having been made ready."""

    def ensure(self) -> None:
        """Use the server until this process ends, starting it when it does not run."""
        server = used.setdefault(self.folder, self)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.alone():
                if server.hold is None:
                    server.hold = opened(self.folder / "users")
                    fcntl.flock(server.hold, fcntl.LOCK_SH)
                if not (self.kept() and self.answers()):
                    self.prepare_machine()
                    self._start_with_keeper()
        except PermissionError as exc:
            raise PrivateServerError(f"{exc.filename} belongs to another user of this machine") from exc

    def _start_with_keeper(self) -> None:
        # A new session: Ctrl-C in the terminal is for the program, not for the servers it uses.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "config.private_servers", *self.arguments()],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,
        )
        if done.returncode != 0:
            raise PrivateServerError(done.stderr.strip())

    def start_and_keep(self) -> None:
        """Start the server and leave its keeper behind. Whoever calls this holds the server's lock."""
        reading, writing = os.pipe()
        if os.fork():
            os.close(writing)
            with open(reading, encoding="utf-8") as report:  # noqa: PTH123
                said = report.read()
            if said != READY:
                raise PrivateServerError(said or f"the keeper of {self.folder} died; see {self.log}")
            return
        os.setsid()
        with self.log.open("a") as log, Path(os.devnull).open() as nothing:
            for stream, target in enumerate((nothing, log, log)):
                os.dup2(target.fileno(), stream)
        with open(writing, "w", encoding="utf-8") as report, opened(self.folder / "keeper") as post:  # noqa: PTH123
            try:
                self.start()
            except PrivateServerError as problem:
                report.write(str(problem))
                return
            first = locked(post)
            report.write(READY)
            report.close()
            if first:
                self.keep()

    def release(self) -> None:
        """Stop using the server; stop it as well when nobody else uses it."""
        if self.hold is not None:
            self.hold.close()
        with self.alone(), opened(self.folder / "users") as users:
            if not locked(users):
                return
            self.stop()
        while self.kept():  # it sees that nothing is left to do
            time.sleep(0.02)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Only one process at a time starts or stops the server."""
        with opened(self.folder / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def kept(self) -> bool:
        """Whether a keeper lives that will stop the server after its last user."""
        with opened(self.folder / "keeper") as keeper:
            return not locked(keeper)

    def keep(self) -> None:
        """Sleep until nobody uses the server any more, then stop it."""
        # Should the server die, no dead child of ours may keep its number.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        with opened(self.folder / "users") as users:
            while True:
                fcntl.flock(users, fcntl.LOCK_EX)
                fcntl.flock(users, fcntl.LOCK_UN)
                if not self.folder.exists():
                    self.stop()
                    return
                with self.alone():
                    if locked(users):
                        self.stop()
                        return

    def start(self) -> None:
        """Start the server if need be and wait until it answers. The caller holds the lock."""
        until = time.monotonic() + PATIENCE
        while not self.answers():
            process = self._launch()
            self.launched = process.pid
            while process.poll() is None and not self.answers():
                if time.monotonic() > until:
                    process.kill()
                    raise self.trouble(f"does not answer after {PATIENCE:.0f} seconds")
                time.sleep(0.05)
            if process.poll() is not None:
                problem = self.trouble(f"did not start (exit status {process.returncode})")
                # A server killed a moment ago leaves children that hold its memory for a second or two.
                if "still in use" not in str(problem) or time.monotonic() > until:
                    raise problem
                time.sleep(0.5)

    def _launch(self) -> subprocess.Popen[bytes]:
        command = self.command()
        with self.log.open("ab") as log:
            log.write(START_LINE.encode())
            log.flush()
            return subprocess.Popen(  # noqa: S603
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "LC_ALL": "C"},
                user=self.uid,
                group=self.gid,
                extra_groups=self.groups,
            )

    def stop(self) -> None:
        """Stop the server and wait until it has ended; kill it if it does not obey."""
        pid, until = self.pid() or self._pid_without_file(), time.monotonic() + PATIENCE
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, self.stop_signal)
            while alive(pid):
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.05)

    def trouble(self, what: str) -> PrivateServerError:
        """The error to raise, with what the log says of the last start."""
        text = self.log.read_text(encoding="utf-8", errors="replace").rpartition(START_LINE)[2]
        first = f"the private {type(self).__name__} {what}; {self.log} ends:"
        return PrivateServerError("\n".join([first, *text.splitlines()[-15:]]))

    @property
    def uid(self) -> int | None:
        """The account's number as subprocess wants it; None is our own."""
        return self.account.pw_uid if self.account else None

    @property
    def gid(self) -> int | None:
        """The account's group as subprocess wants it."""
        return self.account.pw_gid if self.account else None

    @property
    def groups(self) -> list[int] | None:
        """The account's further groups as subprocess wants them."""
        return [] if self.account else None

    def read_pid(self, file: Path) -> int | None:
        """The process named in the file, unless it has ended and its number is a stranger's now."""
        try:
            pid = int(file.read_text().split()[0])
            ours = Path(f"/proc/{pid}/cwd").readlink() == file.parent
        except (FileNotFoundError, PermissionError, ValueError, IndexError):
            return None
        return pid if ours and alive(pid) else None

    def _pid_without_file(self) -> int | None:
        """The process that we have started, when somebody has deleted the folder under it."""
        try:
            ours = str(Path(f"/proc/{self.launched}/cwd").readlink()).startswith(str(self.folder))
        except (FileNotFoundError, PermissionError):
            return None
        return self.launched if ours else None

    def socket_folder(self, socket_name: str) -> Path:
        """A folder of the server's own, or a short one in the temporary folder when its path is too long."""
        folder = self.folder / "socket"
        plain = re.fullmatch(r"[\w./-]+", str(folder), re.ASCII)
        if plain and len(str(folder / socket_name)) <= LONGEST_SOCKET:
            return folder
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"dondoc-{digest}"

    def make_private(self, folder: Path) -> None:
        """Make the folder when missing; nobody but the server's account (and root) may enter it."""
        owner = os.geteuid() if self.uid is None else self.uid
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (owner, os.geteuid()):
            raise PrivateServerError(f"{folder} belongs to another user of this machine")
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)


def opened(path: Path) -> IO[str]:
    """The lock file, open."""
    return path.open("a")


def locked(file: IO[str]) -> bool:
    """Take the exclusive lock if it is free, and say whether we have it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be collected does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
