"""A long file on its way through a browser and a real worker; a worker that is killed; its memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from bench.province import ON, fill
from directives import long_exports
from directives.models import Assignment, Export
from meetings import progress
from notifications.models import Notification
from tests.race import while_uncommitted
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds, on a machine that has other work
DAY = {"DONDOC_TODAY": ON.isoformat()}
FEW, MANY = 2_000, 16_000
# Not what getrusage says, which begins with the memory of the process that starts this one.
RSS = """
import re, sys
import django
django.setup()
from directives import long_exports
long_exports.write(int(sys.argv[1]))
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""


@pytest.fixture(autouse=True)
def _today(day, settings, tmp_path):
    day(ON)
    settings.MEDIA_ROOT = tmp_path / "media"


def asked(user, query=""):
    return long_exports.ask(Export.What.LIST, QueryDict(query), by=user)[0]


def now(export):
    return Export.objects.get(pk=export.pk)


def codes_of(export):
    sheet = load_workbook(export.file.path, read_only=True).active
    return [row[0] for row in sheet.iter_rows(min_row=6, max_col=1, values_only=True)]


def test_who_asks_leaves_comes_back_and_takes_the_file_home(
    open_as, run_site, run_worker, some, lan, axe, settings, tmp_path
):
    media = {"MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    page = open_as(lan, site=run_site(**DAY, **media))
    page.set_default_timeout(PATIENCE * 1000)
    page.goto("/directives/")
    page.click(".register-tools summary:has-text('Xuất, in')")
    page.click("text=Tạo tệp Excel, báo khi xong")
    page.wait_for_selector("text=Đang chờ đến lượt")
    axe(page)
    watched = page.url
    page.goto("/exports/")
    page.wait_for_selector("text=Đang chờ đến lượt")
    axe(page)
    run_worker(**DAY, **media)
    page.wait_for_selector("table >> text=Đã xong")
    axe(page)
    page.goto(watched)
    axe(page)
    with page.expect_download() as download:
        page.click("text=Tải tệp Excel")
    download.value.save_as(tmp_path / "taken.xlsx")
    sheet = load_workbook(tmp_path / "taken.xlsx").active
    assert sheet.max_row == 5 + Assignment.objects.counted().count()
    page.click("text=Xóa tệp")
    page.click("dialog button:has-text('Xóa tệp')")
    page.wait_for_selector("text=Chưa có tệp nào.")
    axe(page)
    page.close()
    assert not Export.objects.exists()


@pytest.fixture
def some(make_directive, finance, health):
    return [make_directive(lead=finance, coordinators=[health]) for _ in range(3)]


def test_a_killed_workers_file_is_made_by_another_and_told_once(run_worker, settings):
    clerk = fill(12_000).clerk
    worker = run_worker(MEDIA_ROOT=str(settings.MEDIA_ROOT), **DAY)
    export = asked(clerk, "role=all")
    wait_for(lambda: now(export).done > 0, seconds=PATIENCE)
    worker.kill()
    assert (now(export).state, now(export).attempts) == ("reading", 1), "it was killed half-way"
    long_exports.sweep()
    assert now(export).state == "reading", "nobody knows yet that it is dead"
    long_ago = now(export).beat_at - progress.SILENT_AFTER
    Export.objects.update(asked_at=long_ago, started_at=long_ago, beat_at=long_ago)
    long_exports.sweep()
    long_exports.sweep()
    assert now(export).state == "waiting"
    worker.start()
    wait_for(lambda: not now(export).is_under_way, seconds=PATIENCE)
    whole = Assignment.objects.in_force().count()
    assert (now(export).state, now(export).attempts, now(export).rows) == ("ready", 2, whole)
    assert len(codes_of(now(export))) == whole > 10_000
    wait_for(lambda: worker.output().count("succeeded") >= 2)
    assert now(export).attempts == 2, "what the queue delivers again is left alone"
    assert Notification.objects.get(recipient=clerk).url == f"/exports/{export.pk}/"
    assert [path.name for path in (settings.MEDIA_ROOT / "exports").iterdir()] == [
        Path(now(export).file.name).name
    ]


def test_two_workers_never_make_one_file(some, lan):
    export = asked(lan)
    with while_uncommitted(lambda: progress.claim(Export.objects.all(), export.pk)) as rival:
        hold = progress.claim(Export.objects.all(), export.pk)
    assert hold.row.attempts == 1
    assert rival.result() is None


def test_a_worker_thought_dead_that_comes_back_leaves_the_file_of_the_other(some, lan, monkeypatch, settings):
    export = asked(lan)
    save, other = long_exports.default_storage.save, []

    def taken_over(path, content):
        kept = save(path, content)
        if not other:
            other.append(kept)
            Export.objects.update(beat_at=now(export).beat_at - 2 * progress.SILENT_AFTER)
            long_exports.sweep()
            long_exports.write(export.pk)
        return kept

    monkeypatch.setattr(long_exports.default_storage, "save", taken_over)
    long_exports.write(export.pk)
    assert (now(export).state, now(export).attempts) == ("ready", 2)
    files = [path.name for path in (settings.MEDIA_ROOT / "exports").iterdir()]
    assert files == [Path(now(export).file.name).name]
    assert Notification.objects.filter(recipient=lan, kind="exported").count() == 1


def test_two_clicks_at_once_make_one_file(some, lan):
    with while_uncommitted(lambda: asked(lan, "state=new").pk) as rival:
        first = asked(lan, "state=new")
    assert rival.result() == first.pk
    assert Export.objects.count() == 1


def peak_of(export, environment):
    """The most memory of the process which makes the file, in kilobytes."""
    done = subprocess.run(
        [sys.executable, "-c", RSS, str(export.pk)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


def test_eight_times_the_rows_need_no_more_memory(process_environment, settings):
    clerk = fill(MANY).clerk
    bounds = Assignment.objects.in_force().order_by("assigned_on", "pk").values_list("assigned_on", flat=True)
    environment = {
        **process_environment,
        **DAY,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    few = asked(clerk, f"role=all&to={bounds[FEW]:%d/%m/%Y}")
    many = asked(clerk, "role=all")
    small, large = peak_of(few, environment), peak_of(many, environment)
    assert 0.5 * FEW < now(few).rows < 2 * FEW
    assert now(many).rows > 0.8 * MANY
    print(f"peak of {now(few).rows:,} rows {small:,} KB, of {now(many).rows:,} rows {large:,} KB")  # noqa: T201
    assert large < 1.25 * small
