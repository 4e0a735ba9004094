"""A push service beside the tests, and an office that has switched push on."""

import pytest

from notifications import vapid

from .push_service import certificate, running

KEY = vapid.new_key()


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("push"))


@pytest.fixture
def switched_on(settings):
    settings.WEB_PUSH_PRIVATE_KEY = KEY
    settings.WEB_PUSH_CONTACT = "mailto:quantri@nghean.example"
    return KEY


@pytest.fixture
def push_service(switched_on, settings, own_certificate, monkeypatch):
    """Its certificate is trusted, and its place in a private network allowed."""
    settings.WEB_PUSH_ALLOW_PRIVATE = True
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate))
    with running(own_certificate) as server:
        yield server
