"""Extraction runs where no database can be had."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MINE = ("DATABASE_URL", "DATABASE_HOST", "REDIS_URL", "DONDOC_TODAY")


def test_extract_starts_no_server_and_needs_none(tmp_path):
    blocked = tmp_path / "var"
    blocked.write_text("not a folder: a server could not start here", encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name not in MINE} | {
        "DONDOC_VAR": str(blocked)
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "extract", "--jsonl"],
        cwd=ROOT,
        env=env | {"DONDOC_VAR": str(blocked)},
        input=json.dumps(
            {"id": "1", "text": "Giao Sở Tài chính báo cáo trước ngày 09/11/2025.", "date": None}
        ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    [directive] = json.loads(done.stdout)["directives"]
    assert (directive["lead"], directive["deadline"]) == (["Sở Tài chính"], "2025-11-09")
