"""The figures on annotated texts. They stand beside the repository and not in it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
BOUNDS = {
    "f1": 0.95,
    "lead": 0.95,
    "coordinate": 0.95,
    "deadline_dated": 0.97,
    "traps_left_alone": 0.95,
}

pytestmark = pytest.mark.skipif(
    not (CORPUS / "evaluate.py").exists(), reason="the annotated texts are not here"
)


def figures(corpus):
    command = [sys.executable, str(CORPUS / "evaluate.py"), "--corpus", str(corpus), "--json", "--"]
    command += [sys.executable, str(ROOT / "manage.py"), "extract", "--jsonl"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_all_texts_together_reach_the_bounds():
    found = figures(CORPUS)

    assert {name: found[name] for name, bound in BOUNDS.items() if found[name] < bound} == {}
    assert found["deadline_invented"] == 0


def test_the_real_session_reaches_them_on_its_own(tmp_path):
    shutil.copy(CORPUS / "000.json", tmp_path)
    found = figures(tmp_path)

    assert {name: found[name] for name, bound in BOUNDS.items() if found[name] < bound} == {}
    assert found["deadline_invented"] == 0
