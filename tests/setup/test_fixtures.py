"""The fixtures which every other test trusts: real processes on the test's own database, Redis and mail."""

import urllib.error
import urllib.request

import pytest
from django.core.mail import EmailMessage

from accounts.models import User
from config.celery import app


def test_the_site_serves_what_the_test_has_committed(live_site, lan, open_as):
    page = open_as(lan)
    page.goto("/")
    assert lan.full_name in page.content()


def test_the_site_serves_hashed_static_files(live_site, open_as):
    page = open_as()
    page.goto("/accounts/login/")
    styles = page.eval_on_selector_all("link[rel=stylesheet]", "links => links.map(link => link.href)")
    assert styles
    for address in styles:
        with urllib.request.urlopen(address) as answer:
            assert "immutable" in answer.headers["Cache-Control"]


def test_healthz_says_that_database_and_redis_answer(live_site):
    with urllib.request.urlopen(f"{live_site}/healthz") as answer:
        assert answer.status == 200


def test_healthz_says_which_part_does_not_answer(run_site, tmp_path):
    address = run_site(REDIS_URL=f"unix://{tmp_path}/nobody.sock")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/healthz")
    assert refused.value.code == 503
    assert b'"redis": false' in refused.value.read()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_once_starts_again(run_worker):
    worker = run_worker()
    first = worker.popen.pid
    worker.kill()
    assert not app.control.ping(timeout=0.5)
    worker.start()
    assert worker.popen.pid != first
    assert app.control.ping(timeout=2)


def test_mail_reaches_the_smtp_server(smtp_server):
    EmailMessage("Nhắc việc", "Đến hạn ngày 09/11/2025", "a@dondoc.example", ["b@dondoc.example"]).send()
    [message] = smtp_server.to("b@dondoc.example")
    assert message["Subject"] == "Nhắc việc"
    assert "Đến hạn" in message.get_content()


def test_the_database_is_not_the_product_s_own(db, settings):
    assert settings.DATABASES["default"]["NAME"].startswith("test_")
    assert not User.objects.exists()
