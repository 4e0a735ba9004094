"""What Django says at the fields of forms, in our words: once for all forms of the product."""

from django import forms

# The words of a kind hold for all kinds that are made of it, unless these or a field have their own.
MISSING: dict[type[forms.Field], str] = {
    forms.Field: "Chưa nhập mục này.",
    forms.ChoiceField: "Chưa chọn mục này.",
    forms.FileField: "Chưa chọn tệp.",
    forms.BooleanField: "Đánh dấu để xác nhận.",
}


def use_our_words() -> None:
    """Let every form that is made from now on say what is missing in these words."""
    for kind, words in MISSING.items():
        kind.default_error_messages = {**kind.default_error_messages, "required": words}
