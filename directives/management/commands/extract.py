"""Propose directives from a text, for a person to read or for another program."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directives.extraction import Extraction, extract


class Command(BaseCommand):
    help = "Đọc văn bản, đề xuất nhiệm vụ. Không cần cơ sở dữ liệu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="text file (UTF-8)")
        parser.add_argument("--date", type=date.fromisoformat, help="date of the document, YYYY-MM-DD")
        parser.add_argument(
            "--jsonl", action="store_true", help='JSON lines {"id", "text", "date"} in, proposals out'
        )

    def handle(self, *args: str, **options: object) -> None:
        if options["jsonl"]:
            self._json_lines()
            return
        if not options["file"]:
            raise CommandError("Cần tên tệp, hoặc --jsonl.")
        try:
            text = Path(str(options["file"])).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"Không đọc được {options['file']}: {problem}") from problem
        on = options["date"]
        self._list(text, extract(text, on=on if isinstance(on, date) else None))

    def _json_lines(self) -> None:
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                identity, text, day = row["id"], str(row["text"]), row["date"]
                on = date.fromisoformat(day) if day else None
            except (ValueError, KeyError, TypeError) as problem:
                raise CommandError(f"Dòng {number} không đúng dạng: {problem}") from problem
            answer = {"id": identity, "directives": as_rows(extract(text, on=on))}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _list(self, text: str, extraction: Extraction) -> None:
        for number, row in enumerate(as_rows(extraction), start=1):
            self.stdout.write(f"{number}. {row['title']}  [{row['confidence']}]")
            self.stdout.write(f"   Chủ trì: {'; '.join(row['lead']) or 'chưa rõ'}")
            if row["coordinate"]:
                self.stdout.write(f"   Phối hợp: {'; '.join(row['coordinate'])}")
            self.stdout.write(f"   Hạn: {row['deadline'] or row['deadline_kind']}")
            self.stdout.write(f"   “{' '.join(text[row['start'] : row['end']].split())}”\n\n")


def as_rows(extraction: Extraction) -> list[dict]:
    """The proposals as they are written in the JSON lines form."""
    return [
        {
            "start": one.span.start,
            "end": one.span.end,
            "lead": [actor.name for actor in one.leads],
            "coordinate": [actor.name for actor in one.coordinators],
            "deadline": one.deadline.on.isoformat() if one.deadline.on else None,
            "deadline_kind": one.deadline.kind,
            "suspect_deadline": one.deadline.suspect.isoformat() if one.deadline.suspect else None,
            "year_guessed": one.deadline.year_guessed,
            "inherited": one.inherited,
            "collector": one.collector.name if one.collector else None,
            "urgent": one.urgent,
            "title": one.title,
            "confidence": one.confidence,
        }
        for one in extraction.proposals
    ]
