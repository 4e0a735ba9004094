"""Accounts are given by the administrator; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


class ClosedAdapter(DefaultAccountAdapter):
    """django-allauth without sign-up, its refusals in Vietnamese."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã ngừng hoạt động. Liên hệ quản trị viên.",
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_password_reset": "Liên kết đặt lại mật khẩu không còn dùng được.",
        "too_many_login_attempts": "Nhập sai quá nhiều lần. Chờ ít phút rồi thử lại.",
        "unknown_email": "Không có tài khoản nào dùng địa chỉ này.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
        "rate_limited": "Bạn thao tác quá nhanh. Chờ ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject
