"""What tests run against: a Redis of their own, plain static files, a real mail server."""

import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import create_server
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
import redis
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings

from config import private_servers
from config.celery import app

WORKER_ID = os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session", autouse=True)
def test_redis() -> Iterator[str]:
    """A Redis for each xdist worker, so that neither cache nor queue is shared with anybody."""
    url = private_servers.redis_url(f"test_{WORKER_ID}")
    broker = url.replace("unix://", "redis+socket://", 1)
    cache = {**settings.CACHES["default"], "LOCATION": url}
    # Pages rendered in this process need no collected files; those of `live_site` do.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        REDIS_URL=url,
        CELERY_BROKER_URL=broker,
        CACHES={**settings.CACHES, "default": cache},
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = broker
        yield url


@pytest.fixture(autouse=True)
def _empty_redis(test_redis: str) -> None:
    with redis.Redis.from_url(test_redis) as client:
        client.flushdb()
    caches.close_all()


Trouble = Callable[[Any, EmailMessage], Awaitable[str]]


@dataclass
class SmtpServer:
    """A real SMTP server on loopback: keeps what it takes, answers a recipient with `refuse[address]`.

    What `trouble[address]` does happens instead of taking a message: it gets the connection and the message,
    and gives the answer; what it keeps it puts into `messages` itself.
    """

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    trouble: dict[str, Trouble] = field(default_factory=dict)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        for address in envelope.rcpt_tos:
            if trouble := self.trouble.get(address):
                return await trouble(server, message)
        self.messages.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages for this address, in the order in which they came."""
        return [message for message in self.messages if address in message["To"]]


@pytest.fixture(scope="session")
def _smtp_controller() -> Iterator[SmtpServer]:
    server = SmtpServer()
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every byte
    with create_server(("127.0.0.1", 0)) as free:
        server.port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def smtp_server(_smtp_controller: SmtpServer, settings) -> SmtpServer:
    """The mail server, empty. This process and those started by the fixtures below send to it."""
    _smtp_controller.messages.clear()
    _smtp_controller.refuse.clear()
    _smtp_controller.trouble.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _smtp_controller.port
    return _smtp_controller


@pytest.fixture(scope="session")
def process_environment(
    django_db_setup: None, test_redis: str, _smtp_controller: SmtpServer
) -> dict[str, str]:
    """The environment by which a process of ours reaches the test's database, Redis and mail server."""
    return {
        **{name: value for name, value in os.environ.items() if name != "DONDOC_TODAY"},
        "DATABASE_URL": worker_database_url(),
        "REDIS_URL": test_redis,
        "SECRET_KEY": settings.SECRET_KEY,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(_smtp_controller.port),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def worker_database_url() -> str:
    """The address of this worker's test database."""
    name = connection.settings_dict["NAME"]
    if url := os.environ.get("DATABASE_URL"):
        return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}"))
    return private_servers.database_url(name)
