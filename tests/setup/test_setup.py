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


def test_a_missing_browser_is_told_to_those_who_are_not_root(tmp_path, monkeypatch):
    setup = runpy.run_path(str(SETUP))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        setup["ensure_chromium"]()
    assert ended.value.code == (
        "the browser tests need Chromium: install the package chromium (as root: apt-get install chromium)"
    )


def test_make_help_lists_what_there_is():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    assert {line.split()[0] for line in told.splitlines()} >= {"setup", "run", "test", "lint", "help"}
