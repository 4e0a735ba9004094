"""The forms of django-allauth in our words. Its own have no Vietnamese translation."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

HOW_LONG = "Ít nhất 10 ký tự, có chữ; không quá phổ biến, không giống họ tên hay tên đăng nhập."


def _word(field: forms.Field, label: str, help_text: str = "") -> None:
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):
    """User name or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "Tên đăng nhập hoặc thư điện tử")
        _word(self.fields["password"], "Mật khẩu")
        self.fields["login"].widget.attrs.update(
            autocomplete="username", autocapitalize="none", spellcheck="false"
        )
        if "remember" in self.fields:
            _word(self.fields["remember"], "Giữ tôi đăng nhập trên máy này")


class _NewPasswordTwice:
    """Words and check of the new password, which is typed twice."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password1"], "Mật khẩu mới", HOW_LONG)
        _word(self.fields["password2"], "Nhập lại mật khẩu mới")

    def clean(self) -> dict[str, Any]:
        # Past allauth's own comparison, whose message is in English.
        cleaned = super(allauth_forms.PasswordVerificationMixin, self).clean()  # type: ignore[misc]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần nhập mật khẩu không giống nhau.")  # type: ignore[attr-defined]
        return cleaned


class ChangePasswordForm(_NewPasswordTwice, allauth_forms.ChangePasswordForm):
    """The present password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["oldpassword"], "Mật khẩu hiện tại")


class ResetPasswordKeyForm(_NewPasswordTwice, allauth_forms.ResetPasswordKeyForm):
    """A new password, by the link of an e-mail."""


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Asks for the e-mail to which the link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["email"], "Thư điện tử công vụ")


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before a grave act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "Mật khẩu")
