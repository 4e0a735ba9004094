"""Pages of the door which need more than django-allauth does."""

import logging
from functools import wraps

from allauth.account import views
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

logger = logging.getLogger(__name__)


@wraps(views.password_reset)
def password_reset(request: HttpRequest) -> HttpResponseBase:
    """Send the link for a new password; when the mail server does not take it, say so instead of failing."""
    try:
        return views.password_reset(request)
    except OSError:  # smtplib's and the socket's errors
        logger.exception("the letter for a new password could not be sent")
        messages.error(
            request,
            "Chưa gửi được thư: máy chủ thư không trả lời. Thử lại sau ít phút hoặc báo quản trị viên.",
        )
        return redirect("account_reset_password")
