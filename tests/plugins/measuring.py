"""Of which tests the coverage is measured: measuring doubles the time a test takes."""

from collections.abc import Iterator

import pytest

MEASURED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser or a worker is asked is not, since other processes answer.

    Of the cases of one test the first and the last are: the others go through the same lines.
    """
    cases: dict[tuple[object, str], list[pytest.Item]] = {}
    for item in items:
        cases.setdefault((item.parent, getattr(item, "originalname", item.name)), []).append(item)
    for same in cases.values():
        for item in same:
            answered_elsewhere = {"browser", "run_process"} & set(getattr(item, "fixturenames", ()))
            item.stash[MEASURED] = item in (same[0], same[-1]) and not answered_elsewhere


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Pause the measuring from what a test needs to what it leaves; pytest-cov does so for `no_cover`."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = plugin and plugin.cov_controller
    if not controller or item.stash[MEASURED] or item.get_closest_marker("no_cover"):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()
