"""Days as Vietnamese write them, agencies to search, errors at the field."""

from datetime import date

import pytest
from django import forms
from django.urls import get_resolver
from django.utils.translation import gettext

from accounts.models import User
from agencies.forms import FileDrop, PickMany, PickOne, VietnameseDateField


class Report(forms.Form):
    due_on = VietnameseDateField(label="Hạn", help_text="Ngày cuối cùng.")
    note = forms.CharField(label="Ghi chú", required=False)
    file = forms.FileField(label="Tệp", required=False, widget=FileDrop)


@pytest.mark.parametrize(
    "typed", ["09/11/2025", "9/11/2025", "09-11-2025", "9.11.2025", "2025-11-09", " 09/11/2025 ", "9/11/25"]
)
def test_a_day_may_be_written_in_several_ways(typed):
    assert VietnameseDateField().clean(typed) == date(2025, 11, 9)


@pytest.mark.parametrize("typed", ["31/02/2025", "11/13/2025", "hôm nay", "2025"])
def test_a_day_that_is_none_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="ví dụ 09/11/2025"):
        VietnameseDateField().clean(typed)


def test_a_stored_day_is_shown_as_it_is_typed():
    shown = Report(initial={"due_on": date(2025, 1, 9)}).as_div()

    assert 'value="09/01/2025"' in shown


def test_what_was_typed_is_kept_and_the_error_is_tied_to_its_field():
    form = Report({"due_on": "31/02/2025"})

    shown = str(form)

    assert 'value="31/02/2025"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_due_on_helptext id_due_on_error"' in shown
    assert shown.count('id="id_due_on_error"') == shown.count('id="id_due_on_helptext"') == 1


def test_the_label_stands_above_and_says_what_may_be_left_out():
    shown = str(Report())

    assert shown.index('<label for="id_due_on">Hạn</label>') < shown.index('name="due_on"')
    assert 'Ghi chú <span class="optional">(không bắt buộc)</span>' in shown


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (forms.CharField(), "Chưa nhập mục này."),
        (VietnameseDateField(), "Chưa nhập mục này."),
        (forms.ChoiceField(), "Chưa chọn mục này."),
        (forms.ModelMultipleChoiceField(User.objects.none()), "Chưa chọn mục này."),
        (forms.FileField(), "Chưa chọn tệp."),
        (forms.BooleanField(), "Đánh dấu để xác nhận."),
        (forms.CharField(error_messages={"required": "Nêu lý do."}), "Nêu lý do."),
    ],
)
def test_what_is_missing_is_said_in_our_words(field, words):
    with pytest.raises(forms.ValidationError) as said:
        field.clean(None)
    assert said.value.messages == [words]


def test_no_form_of_the_product_has_the_words_of_django():
    get_resolver().url_patterns  # noqa: B018  loads every module of views, and with them their forms
    theirs = str(gettext("This field is required."))
    assert theirs == "Trường này là bắt buộc."
    found, kinds = [], [forms.BaseForm]
    while kinds:
        kinds += (kind := kinds.pop()).__subclasses__()
        found += [
            f"{kind.__qualname__}.{name}"
            for name, field in getattr(kind, "base_fields", {}).items()
            if str(field.error_messages["required"]) == theirs and not kind.__module__.startswith("django.")
        ]
    assert found == []


def test_a_file_field_says_how_much_it_takes(settings):
    settings.MAX_UPLOAD_MB = 25

    assert 'data-most-mb="25"' in str(Report())


def test_an_error_of_the_whole_form_is_an_alert():
    form = Report({"due_on": "09/11/2025"})
    form.add_error(None, "Hai <cơ quan> trùng nhau.")

    shown = str(form)

    assert 'class="form-error" role="alert"' in shown
    assert "Hai &lt;cơ quan&gt; trùng nhau." in shown


def test_options_carry_the_label_folded_for_the_search():
    form = type(
        "F", (forms.Form,), {"agency": forms.ChoiceField(choices=[("1", "Sở Đầu tư")], widget=PickOne)}
    )

    shown = str(form())

    assert 'data-fold="so dau tu"' in shown
    assert "data-picker" in shown


def test_options_of_rows_carry_all_names_of_the_row(finance):
    finance.short_name = "Sở TC"
    finance.save()
    field = forms.ModelMultipleChoiceField(type(finance).objects.all(), widget=PickMany)
    form = type("F", (forms.Form,), {"agencies": field})

    assert f'data-fold="{finance.search_text}"' in str(form())
    assert "so tc" in finance.search_text
