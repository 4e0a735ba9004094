"""Push in a real browser: what hinders it in words, what a message looks like, and leaving a machine."""

import json

import pytest
from playwright.sync_api import expect

from notifications import devices, vapid
from notifications.delivery import deliver
from notifications.models import OutgoingMessage, PushDevice

from .push_service import Browser

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/notifications/preferences/"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SWITCH = "Bật trên thiết bị này"
# A browser without a push service cannot subscribe: this one has been given a subscription.
SUBSCRIBED = """(subscription) => {
  const { endpoint, ...keys } = subscription;
  let held = null;
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (options) => {
    sessionStorage.subscribed = options.applicationServerKey.length;
    return held;
  };
  held = {
    endpoint, toJSON: () => ({ endpoint, keys }),
    options: {
      get applicationServerKey() { // of this office
        const { key } = document.getElementById("push-here").dataset;
        const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
        return Uint8Array.from(plain, (one) => one.charCodeAt(0));
      },
    },
    unsubscribe: async () => { sessionStorage.unsubscribed = "yes"; held = null; return true; },
  };
  if (!sessionStorage.subscribed) { const one = held; held = null;
    PushManager.prototype.subscribe = async (options) => {
      sessionStorage.subscribed = options.applicationServerKey.length; held = one; return one; }; }
  if (sessionStorage.unsubscribed) held = null;
}"""


@pytest.fixture
def site(run_site, switched_on):
    return run_site(WEB_PUSH_PRIVATE_KEY=switched_on, WEB_PUSH_ALLOW_PRIVATE="true")


@pytest.fixture
def open_here(open_as, site):
    """Open the preferences as somebody who lets the site show messages, or does not."""

    def open_page(person, *, allowed=True, given=None, script="", **fields):
        page = open_as(person, site=site, **fields)
        if allowed:
            page.context.grant_permissions(["notifications"], origin=site)
        if given:
            page.add_init_script(f"({SUBSCRIBED})({json.dumps(given)})")
        if script:
            page.add_init_script(script)
        page.goto(URL)
        return page

    return open_page


def register(page):
    page.evaluate("navigator.serviceWorker.register('/push-worker.js', {scope: '/'})")
    return page.evaluate("navigator.serviceWorker.ready.then(found => found.scope)")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_push_service_that_cannot_be_reached_is_told_in_words(open_here, axe, binh, site, width):
    page = open_here(binh, width=width)
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_text("Không kết nối được máy chủ đẩy của trình duyệt.")).to_be_visible()
    expect(page.get_by_role("button", name=SWITCH)).to_be_visible()
    scope = page.evaluate("navigator.serviceWorker.getRegistration('/').then(found => found.scope)")
    assert scope == f"{site}/", "the worker itself is there, and rules the whole site"
    assert not PushDevice.objects.exists()
    axe(page)
    assert page.evaluate(OVERFLOW) == 0


def test_who_has_forbidden_messages_is_told_how_to_allow_them(open_here, binh):
    page = open_here(binh, allowed=False)
    page.get_by_role("button", name=SWITCH).click()  # a browser without a window says no by itself
    expect(page.get_by_text("Trình duyệt đang chặn thông báo của Đôn Đốc.")).to_be_visible()
    expect(page.get_by_role("button", name=SWITCH)).to_be_hidden()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("delete window.PushManager", "Trình duyệt này không có thông báo đẩy."),
        (
            "delete window.PushManager; Object.defineProperty(navigator, 'userAgent', {value: 'iPhone'})",
            "Trên iPhone, iPad: bấm Chia sẻ",
        ),
        (
            "Object.defineProperty(window, 'isSecureContext', {value: false})",
            "Trình duyệt chỉ cho bật thông báo đẩy khi địa chỉ bắt đầu bằng https://.",
        ),
        (
            "Notification.requestPermission = async () => 'default'",
            "Bạn chưa cho phép thông báo.",
        ),
    ],
)
def test_what_hinders_it_is_said(open_here, binh, script, words):
    page = open_here(binh, script=script)
    switch = page.get_by_role("button", name=SWITCH)
    if "requestPermission" in script:
        switch.click()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Trình duyệt đang tắt JavaScript")).to_be_hidden()


def test_without_a_script_devices_are_seen_and_removed(open_here, binh):
    devices.switch_on(binh, label="Chrome trên Windows", **Browser("https://push.example/a").subscription)
    page = open_here(binh, javascript=False)
    expect(page.get_by_text("Trình duyệt đang tắt JavaScript")).to_be_visible()
    page.get_by_role("button", name="Gỡ Chrome trên Windows").click()
    expect(page.get_by_text("Đã gỡ Chrome trên Windows.")).to_be_visible()
    assert not PushDevice.objects.active().exists()


def test_from_switching_on_to_the_trial_and_leaving_the_machine(open_here, axe, push_service, binh):
    browser = push_service.browser()
    page = open_here(binh, given=browser.subscription)
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_text("Thiết bị này đang nhận thông báo đẩy.")).to_be_visible()
    expect(page.get_by_text("(thiết bị này)")).to_be_visible()
    assert page.evaluate("sessionStorage.subscribed") == "65", "for the key of this office"
    device = PushDevice.objects.get()
    assert (device.user, device.label) == (binh, "Chrome trên Linux")
    axe(page)

    page.get_by_role("button", name="Gửi thử").click()
    expect(page.get_by_text("Đang gửi tin thử tới Chrome trên Linux.")).to_be_visible()
    assert deliver(OutgoingMessage.objects.get().pk)
    assert browser.read(push_service.received[0][2])["title"] == "Tin thử của Đôn Đốc"

    page.locator(".shell-top .menu summary").last.click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate("[sessionStorage.unsubscribed, localStorage.getItem('push-device')]") == [
        "yes",
        None,
    ]
    device.refresh_from_db()
    assert device.ending == PushDevice.Ending.REMOVED, "the next at this machine does not read along"


def test_removed_where_one_sits_the_browser_forgets_it_too(open_here, binh):
    given = Browser("https://push.example/a").subscription
    page = open_here(binh, given=given)
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_text("Thiết bị này đang nhận thông báo đẩy.")).to_be_visible()
    page.get_by_role("button", name="Gỡ").click()
    expect(page.get_by_text("Đã gỡ Chrome trên Linux.")).to_be_visible()
    assert page.evaluate("sessionStorage.unsubscribed") == "yes"
    expect(page.get_by_role("button", name=SWITCH)).to_be_visible()


def test_a_browser_of_somebody_else_is_told_apart_and_can_be_taken_over(open_here, binh, ha):
    given = Browser("https://push.example/a").subscription
    devices.switch_on(ha, label="Chrome trên Linux", **given)
    page = open_here(binh, given=given, script="sessionStorage.subscribed ||= '1'; ")
    register(page)
    page.reload()
    expect(page.get_by_text("đang nhận tin của tài khoản khác")).to_be_visible()
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_text("Thiết bị này đang nhận thông báo đẩy.")).to_be_visible()
    assert PushDevice.objects.active().get().user == binh


def test_without_a_script_who_signs_out_is_told_nothing_there_any_more(open_here, binh):
    page = open_here(binh)
    address = "https://push.example/a"
    page.evaluate(
        """async (given) => {
          const body = new URLSearchParams(given);
          const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
          await fetch("/notifications/push/add/", {method: "POST", body, headers: {"X-CSRFToken": token}});
        }""",
        Browser(address).subscription,
    )
    device = PushDevice.objects.active().get()
    plain = page.context.browser.new_context(
        base_url=page.url, java_script_enabled=False, storage_state=page.context.storage_state()
    ).new_page()
    plain.goto("/accounts/logout/")
    plain.locator("main").get_by_role("button", name="Đăng xuất").click()
    plain.wait_for_url("**/login/**")
    plain.context.close()
    device.refresh_from_db()
    assert device.ending == PushDevice.Ending.REMOVED


# What Firefox and Chrome do: the subscription has changed, and the event may not say into what.
RENEWED = """async ({ given, named }) => {
  const { endpoint, ...keys } = given;
  const made = { endpoint, toJSON: () => ({ endpoint, keys }) };
  made.unsubscribe = async () => { made.left = true; };
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async (options) => {
    made.key = options.applicationServerKey;
    return made;
  };
  const event = new ExtendableEvent("pushsubscriptionchange");
  let done;
  event.waitUntil = (promise) => { done = promise; };
  if (named) event.newSubscription = made;
  self.dispatchEvent(event);
  await done;
  return [made.key ?? null, made.left ?? false];
}"""


def test_a_subscription_that_the_browser_has_changed_is_told_to_the_server(open_here, switched_on, binh):
    page = open_here(binh, given=Browser("https://push.example/a").subscription)
    page.get_by_role("button", name=SWITCH).click()
    expect(page.get_by_text("Thiết bị này đang nhận thông báo đẩy.")).to_be_visible()
    device = PushDevice.objects.get()
    [worker] = page.context.service_workers
    for n, named in enumerate([True, False]):
        given = Browser(f"https://push.example/newer/{n}").subscription
        made_for, left = worker.evaluate(RENEWED, {"given": given, "named": named})
        assert (made_for, left) == (None if named else vapid.public_key(), False)
        device.refresh_from_db()
        assert (device.endpoint, device.user) == (given["endpoint"], binh)
    refused = worker.evaluate(RENEWED, {"given": given | {"endpoint": "http://push.example/"}, "named": True})
    assert refused[1], "what the server does not take, the browser gives up"
    devices.remove(device.pk)
    given = Browser("https://push.example/late").subscription
    assert worker.evaluate(RENEWED, {"given": given, "named": False}) == [None, False]
    assert not PushDevice.objects.active().exists(), "who has left is not switched on again"


def test_what_comes_is_shown_once_and_a_click_opens_its_page(open_here, binh, site):
    page = open_here(binh)
    register(page)
    found = []
    cdp = page.context.new_cdp_session(page)
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    cdp.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready")
    page.wait_for_timeout(100)
    told = {"id": "a1", "title": "Đôn đốc: Rà soát", "body": "Hạn 09/11/2025.", "url": "/notifications/"}
    shown = """() => navigator.serviceWorker.ready.then(found => found.getNotifications())
        .then(all => all.map(one => [one.title, one.body, one.tag, one.data.url]))"""
    for _ in range(2):
        cdp.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": site, "registrationId": found[0]["registrationId"], "data": json.dumps(told)},
        )
        page.wait_for_function(f"({shown})().then(all => all.length === 1)")
    assert page.evaluate(shown) == [["Đôn đốc: Rà soát", "Hạn 09/11/2025.", "a1", "/notifications/"]]

    [worker] = page.context.service_workers
    opened = worker.evaluate(
        """async () => {
          const opened = [];
          self.clients.openWindow = async (url) => { opened.push(url); };
          await open("/notifications/");
          await open("https://elsewhere.example/x");
          return opened;
        }"""
    )
    assert opened == [f"{site}/notifications/", f"{site}/"], "nothing leads out of the site"
