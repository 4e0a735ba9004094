"""`manage.py extract` needs no database and says what is wrong with its input."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

TEXT = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra trước ngày 20/11."


def run(monkeypatch, lines):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    call_command("extract", "--jsonl", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_json_lines_in_and_out(monkeypatch):
    line = json.dumps({"id": "7", "text": TEXT, "date": "2025-11-04"})
    [answer] = run(monkeypatch, line + "\n\n")
    [row] = answer["directives"]

    assert answer["id"] == "7"
    assert TEXT[row["start"] : row["end"]] == TEXT[:-1]
    assert (row["lead"], row["coordinate"]) == (["Sở Y tế"], ["Công an tỉnh"])
    assert (row["deadline"], row["deadline_kind"]) == ("2025-11-20", "date")


def test_a_date_may_be_unknown(monkeypatch):
    [answer] = run(monkeypatch, json.dumps({"id": 1, "text": TEXT, "date": None}))

    assert answer["directives"][0]["deadline"] is None


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "a", "date": "4/11/2025"}'])
def test_a_bad_line_is_named(monkeypatch, line):
    with pytest.raises(CommandError, match="Dòng 1"):
        run(monkeypatch, line)


def test_a_file_is_read_and_listed(tmp_path):
    path = tmp_path / "ket-luan.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = io.StringIO()
    call_command("extract", str(path), "--date", "2025-11-04", stdout=out)

    assert "Chủ trì: Sở Y tế" in out.getvalue()
    assert "Hạn: 2025-11-20" in out.getvalue()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="khong-co"):
        call_command("extract", str(tmp_path / "khong-co.txt"))


def test_something_to_read_is_needed():
    with pytest.raises(CommandError, match="Cần tên tệp"):
        call_command("extract")
