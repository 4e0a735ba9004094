"""The door: signing in and out, passwords, and the pages that say no."""

import re
from socket import create_server

import pytest
from django.core import mail
from django.urls import reverse

from tests.plugins.cast import PASSWORD

LOGIN = "/accounts/login/"


@pytest.mark.parametrize("login", ["lan", "lan@dondoc.example", "LAN@dondoc.example"])
def test_one_signs_in_by_name_or_by_e_mail(client, lan, login):
    answer = client.post(
        f"{LOGIN}?next=/meetings/", {"login": login, "password": PASSWORD, "next": "/meetings/"}
    )

    assert (answer.status_code, answer.get("Location")) == (302, "/meetings/")
    assert client.session["_auth_user_id"] == str(lan.pk)


def test_a_wrong_password_is_said_in_vietnamese_and_keeps_the_name(client, lan):
    answer = client.post(LOGIN, {"login": "lan", "password": "sai-mat-khau"})

    shown = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in shown
    assert 'value="lan"' in shown
    assert "sai-mat-khau" not in shown
    assert "_auth_user_id" not in client.session


def test_somebody_who_left_is_told_whom_to_ask(client, lan):
    lan.is_active = False
    lan.save()

    answer = client.post(LOGIN, {"login": "lan", "password": PASSWORD}, follow=True)

    assert "_auth_user_id" not in client.session
    assert "quản trị viên" in answer.content.decode()


def test_the_door_says_what_this_is_and_warns_of_secrets(client, db):
    shown = client.get(LOGIN).content.decode()

    assert '<html lang="vi">' in shown
    assert "Theo dõi, đôn đốc việc thực hiện nhiệm vụ" in shown
    assert "Không đưa thông tin bí mật nhà nước vào hệ thống." in shown


@pytest.mark.parametrize(
    "address", ["account_login", "account_reset_password", "account_reset_password_done", "account_logout"]
)
def test_no_page_at_the_door_speaks_english(client, lan, address):
    if address == "account_logout":
        client.force_login(lan)

    shown = client.get(reverse(address)).content.decode()

    words = re.sub(r"<(script|head)\b.*?</\1>|<[^>]+>", " ", shown, flags=re.S)
    assert not re.search(r"\b(password|sign|email|log|your|you|submit|account)\b", words, re.I)


def test_signing_out_takes_a_post(client, lan):
    client.force_login(lan)

    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")

    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404


def test_a_forgotten_password_is_set_anew_by_a_letter(client, lan):
    client.post("/accounts/password/reset/", {"email": lan.email})
    letter = mail.outbox[0]
    link = re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "nuoc-chay-da-mon", "password2": "nuoc-chay-da-mon"}
    )

    lan.refresh_from_db()
    assert lan.check_password("nuoc-chay-da-mon")
    assert letter.subject == "Đặt lại mật khẩu"
    assert "đặt lại mật khẩu cho tài khoản lan" in letter.body
    assert "hello" not in letter.body.lower()


def test_a_link_that_was_used_says_so(client, lan):
    answer = client.get("/accounts/password/reset/key/1-used-up/", follow=True)

    assert "Liên kết không còn dùng được" in answer.content.decode()


def test_a_mail_server_that_is_away_is_said_at_the_door(client, lan, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with create_server(("127.0.0.1", 0)) as taken:  # closed again: nobody answers there
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()
    answer = client.post("/accounts/password/reset/", {"email": lan.email}, follow=True)

    assert answer.status_code == 200
    assert "Chưa gửi được thư" in answer.content.decode()


def test_an_unknown_address_gets_the_same_answer(client, lan):
    known = client.post("/accounts/password/reset/", {"email": lan.email})
    unknown = client.post("/accounts/password/reset/", {"email": "ai-do@dondoc.example"})

    assert known.get("Location") == unknown.get("Location") == "/accounts/password/reset/done/"
    assert [letter.to for letter in mail.outbox] == [[lan.email]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"oldpassword": "sai", "password1": "nuoc-chay-da-mon", "password2": "nuoc-chay-da-mon"},
            "hiện tại không đúng",
        ),
        ({"oldpassword": PASSWORD, "password1": "nuoc-chay-da-mon", "password2": "khac"}, "không giống nhau"),
        ({"oldpassword": PASSWORD, "password1": "1234567890", "password2": "1234567890"}, "hoàn toàn là số"),
    ],
)
def test_a_bad_change_of_password_is_explained(client, lan, typed, said):
    client.force_login(lan)

    answer = client.post("/accounts/password/change/", typed)

    assert said in answer.content.decode()
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_a_password_is_changed(client, lan):
    client.force_login(lan)

    answer = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "nuoc-chay-da-mon", "password2": "nuoc-chay-da-mon"},
        follow=True,
    )

    lan.refresh_from_db()
    assert lan.check_password("nuoc-chay-da-mon")
    assert "Đã đổi mật khẩu." in answer.content.decode()


def test_too_many_wrong_passwords_close_the_door_for_a_while(client, lan):
    for _ in range(10):
        client.post(LOGIN, {"login": "lan", "password": "sai"})

    answer = client.post(LOGIN, {"login": "lan", "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    assert "Nhập sai quá nhiều lần." in answer.content.decode()


def test_a_page_that_is_not_there_shows_the_way_back(client, lan):
    client.force_login(lan)

    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()
    assert 'id="bell"' in answer.content.decode()


def test_a_page_that_is_not_there_says_nothing_more_to_a_stranger(client, db):
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert 'class="entrance"' in answer.content.decode()
    assert 'id="bell"' not in answer.content.decode()


def test_what_the_role_may_not_is_said_in_words(client, ha):
    client.force_login(ha)

    answer = client.get("/meetings/")

    assert answer.status_code == 403
    assert "Bạn không được phép làm việc này" in answer.content.decode()


def test_a_fault_of_ours_needs_nothing_to_be_said(client, lan, settings):
    settings.ROOT_URLCONF = "tests.look.gallery"
    client.raise_request_exception = False

    answer = client.get("/look/broken/")

    assert answer.status_code == 500
    assert "Máy chủ gặp lỗi" in answer.content.decode()


def test_a_form_without_its_token_is_explained(lan):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(LOGIN, {"login": "lan", "password": PASSWORD})

    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()
