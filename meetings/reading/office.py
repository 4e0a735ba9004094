"""Word files of old (.doc) and .rtf: LibreOffice turns them into .docx, which is then read."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from meetings.reading import word
from meetings.reading.checking import check, damaged
from meetings.reading.types import Kind, Progress, ReadText, Unreadable

TIMEOUT = 120  # seconds
_PROGRAMS = ("soffice", "libreoffice")
# No macros, no links that are fetched: a document of a stranger is opened on the server.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The text of a file that LibreOffice can open."""
    with tempfile.TemporaryDirectory(prefix="dondoc-office-", ignore_cleanup_errors=True) as folder:
        converted = _convert(path, name, Path(folder))
        if check(converted, converted.name, most_mb=None) is not Kind.DOCX:
            raise damaged(name)
        return word.read(converted, name, on_progress)


def _convert(path: Path, name: str, folder: Path) -> Path:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise Unreadable(
            f"Máy chủ chưa cài LibreOffice nên không đọc được tệp “{name}”. Mở bằng Word, lưu lại "
            "thành .docx rồi tải lên, hoặc dán nội dung."
        )
    source = folder / "source.bin"
    shutil.copyfile(path, source)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(command, name, folder)
    found = folder / "out" / "source.docx"
    if not found.is_file():
        raise damaged(name)
    return found


def _run(command: list[str], name: str, folder: Path) -> None:
    """In a session of its own, so that at the end of its time the program goes with all its children."""
    with subprocess.Popen(  # noqa: S603 - a fixed program and paths of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "HOME": str(folder)},
    ) as process:
        try:
            process.wait(timeout=TIMEOUT)
        except subprocess.TimeoutExpired as problem:
            raise Unreadable(
                f"Tệp “{name}” cần quá nhiều thời gian để mở. Mở bằng Word, lưu lại thành .docx rồi tải lên, "
                "hoặc dán nội dung."
            ) from problem
        finally:
            # also when the worker itself is stopped while it waits
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
