"""`make setup`: what a machine lacks is told in one line."""

import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "scripts" / "setup.py"


def run_setup(path: Path, *parts: str) -> subprocess.CompletedProcess:
    env = {**os.environ, "PATH": str(path)}
    return subprocess.run([sys.executable, SETUP, *parts], env=env, capture_output=True, text=True)


def program(folder: Path, name: str, says: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_missing_npm_is_told_in_one_line(tmp_path):
    done = run_setup(tmp_path, "base")
    assert done.returncode != 0
    assert done.stderr.strip() == (
        "npm is missing: install Node.js 20 or newer with npm (Debian: apt install nodejs npm)"
    )


def test_an_old_node_is_told_in_one_line(tmp_path):
    program(tmp_path, "node", "v18.19.0")
    program(tmp_path, "npm", "9")
    done = run_setup(tmp_path, "base")
    assert done.returncode != 0
    assert done.stderr.strip() == f"Node.js 20 or newer is needed, {tmp_path}/node is v18.19.0"


def test_an_old_python_is_told_in_one_line(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (main)")
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SETUP), run_name="__main__")
    assert ended.value.code == "Python 3.11 or newer is needed, this is 3.9.2: try make PYTHON=python3.11"


def in_an_empty_machine(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict:
    """The setup as somebody who is not root sees it where nothing is installed."""
    setup = runpy.run_path(str(SETUP))
    monkeypatch.setitem(setup["absent"].__globals__, "USR", path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(path))
    return setup


def test_missing_programs_of_the_tests_are_told_together_to_those_who_are_not_root(tmp_path, monkeypatch):
    setup = in_an_empty_machine(tmp_path, monkeypatch)
    with pytest.raises(SystemExit) as ended:
        setup["ensure_test_programs"](["test", "readers", "chromium"])
    packages = "tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui fonts-dejavu-core chromium"
    assert ended.value.code == (
        "the tests need programs that are missing: "
        f"install the packages {packages} (as root: apt-get install {packages})"
    )


def test_without_readers_of_scans_the_site_goes_on_and_says_so_in_one_line(tmp_path, monkeypatch, capsys):
    setup = in_an_empty_machine(tmp_path, monkeypatch)
    setup["offer_readers"]()
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert (
        "scans, photographs, .doc and .rtf files cannot be read: install the packages tesseract-ocr" in told
    )
    assert "going on without" in told


def test_an_installer_that_fails_does_not_stop_the_site(tmp_path, monkeypatch, capsys):
    setup = in_an_empty_machine(tmp_path, monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(tmp_path, "apt-get", "no network; exit 100")
    setup["offer_readers"]()
    assert "apt-get update failed; going on without" in capsys.readouterr().out


def test_one_call_installs_what_is_missing_and_nothing_else(tmp_path, monkeypatch):
    setup = in_an_empty_machine(tmp_path, monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("tesseract", "soffice", "chromium"):
        program(tmp_path, name, "must not be run")
    program(tmp_path, "apt-get", f'"$@" >> {tmp_path}/calls')
    setup["ensure_test_programs"](["test", "readers", "chromium"])
    update, install = (tmp_path / "calls").read_text().splitlines()
    assert update.startswith("update -qq")
    assert install == "install -y -qq --no-install-recommends tesseract-ocr-vie fonts-dejavu-core"


def test_what_is_there_is_not_installed_again(tmp_path, monkeypatch):
    setup = in_an_empty_machine(tmp_path, monkeypatch)
    for name in ("tesseract", "soffice", "google-chrome"):
        program(tmp_path, name, "must not be run")
    for mark in (
        "share/tesseract-ocr/5/tessdata/vie.traineddata",
        "share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    ):
        file = tmp_path / mark
        file.parent.mkdir(parents=True)
        file.touch()
    setup["ensure_test_programs"](["test", "readers", "chromium"])
    setup["offer_readers"]()


def test_make_help_lists_what_there_is():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    assert {line.split()[0] for line in told.splitlines()} >= {"setup", "run", "test", "lint", "help"}
