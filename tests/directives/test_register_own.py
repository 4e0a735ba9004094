"""What a person keeps of the register: columns, filters under a name, the one it opens with."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import saving
from directives.columns import COLUMNS, USUAL, chosen
from directives.models import RegisterSetup, SavedView
from directives.transitions import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/directives/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def headings(response):
    return [heading.column.key for heading in response.context["shown"].headings]


# Columns ---------------------------------------------------------------------------------------------


def test_the_columns_one_chooses_stay_and_are_nobody_elses(directive, lan, dung, ask):
    assert headings(ask(lan, URL)) == USUAL
    response = ask(lan, f"{reverse('directives:columns')}?state=new", {"columns": ["field", "due", "lost"]})
    assert response["Location"] == f"{URL}?state=new"  # one of them means nothing: nothing is changed
    assert headings(ask(lan, URL)) == USUAL
    ask(lan, f"{reverse('directives:columns')}?view=all", {"columns": ["monitor", "due"]})
    page = ask(lan, URL)
    assert headings(page) == ["title", "due", "monitor"]
    assert "Trần Thị Lan" in unescape(page.text)
    assert headings(ask(dung, URL)) == USUAL
    ask(lan, reverse("directives:columns"), {"columns": ["monitor"], "usual": "1"})
    assert headings(ask(lan, URL)) == USUAL


def test_an_address_may_name_its_columns(directive, lan, ask):
    ask(lan, reverse("directives:columns"), {"columns": ["monitor"]})
    page = ask(lan, f"{URL}?columns=code,due,nonsense")
    assert headings(page) == ["code", "title", "due"]
    assert 'name="columns" value="code,due,nonsense" form="register-filter"' in page.text
    back = ask(lan, f"{reverse('directives:columns')}?columns=code&state=new", {"columns": ["code"]})
    assert back["Location"] == f"{URL}?state=new"


def test_every_column_shows_something(directive, lan, ask):
    page = ask(lan, f"{URL}?columns={','.join(COLUMNS)}")
    assert page.text.count('scope="col"') == len(COLUMNS) + 1
    for column in COLUMNS.values():
        assert column.label in unescape(page.text)
    assert [column.key for column in chosen([])] == USUAL


# Saved filters -----------------------------------------------------------------------------------------


def test_a_filter_is_kept_under_a_name_and_opens_what_it_showed(directive, lan, ask):
    add = f"{reverse('directives:saved_add')}?state=new&sort=-code&nonsense=1"
    assert "Tình trạng: Mới giao" in unescape(ask(lan, add).text)
    response = ask(lan, add, {"name": "Mới giao của tỉnh"})
    assert response["Location"] == f"{URL}?state=new&sort=-code"
    view = SavedView.objects.get()
    assert (view.owner, view.name, view.query) == (lan, "Mới giao của tỉnh", "state=new&sort=-code")
    assert not view.is_shared
    page = ask(lan, f"{URL}?state=new&sort=-code")
    assert page.context["shown"].open_view.view == view
    assert f'href="{URL}?state=new&amp;sort=-code" aria-current="true"' in page.text


def test_in_the_dialog_it_is_saved_without_leaving_the_rows(lan, ask):
    add = f"{reverse('directives:saved_add')}?state=new"
    assert "<main" not in ask(lan, add, htmx=True).text
    response = ask(lan, add, {"name": ""}, htmx=True)
    assert (response.status_code, "Đặt tên cho bộ lọc." in unescape(response.text)) == (422, True)
    response = ask(lan, add, {"name": "Mới giao"}, htmx=True)
    assert response.status_code == 204
    assert "register:changed" in response["HX-Trigger"]


def test_columns_which_are_not_usual_are_part_of_it(directive, lan, ask):
    saving.keep_columns(["title", "due"], by=lan)
    ask(lan, f"{reverse('directives:saved_add')}?state=new", {"name": "Gọn"})
    view = SavedView.objects.get()
    assert view.query == "state=new&columns=title%2Cdue"
    saving.keep_columns([], by=lan)
    page = ask(lan, f"{URL}?{view.query}")
    assert headings(page) == ["title", "due"]
    assert page.context["shown"].open_view.view == view


def test_a_name_is_used_once_and_there_is_an_end_to_them(lan, ask):
    saving.save_view(by=lan, name="Quá hạn", query="time=overdue")
    page = ask(lan, reverse("directives:saved_add"), {"name": "Quá hạn"})
    assert page.status_code == 422
    assert "Đã có bộ lọc mang tên “Quá hạn”" in unescape(page.text)
    for n in range(saving.MOST_VIEWS - 1):
        saving.save_view(by=lan, name=str(n), query="")
    with pytest.raises(NotAllowed, match="nhiều nhất 30"):
        saving.save_view(by=lan, name="thừa", query="")


def test_the_office_shares_and_everybody_sees_their_own_rows_in_it(directive, finance, lan, ha, binh, ask):
    with pytest.raises(NotAllowed, match="không có quyền"):
        saving.save_view(by=ha, name="Của sở", query="", is_shared=True)
    assert 'name="is_shared"' not in ask(ha, reverse("directives:saved_add")).text
    own = saving.save_view(by=lan, name="Riêng", query="state=new")
    shared = saving.save_view(by=lan, name="Chung", query="state=new&role=lead", is_shared=True)
    assert [link.view for link in ask(ha, URL).context["shown"].views] == [shared]
    assert [link.view for link in ask(lan, URL).context["shown"].views] == [shared, own]
    assert len(ask(binh, f"{URL}?{shared.query}").context["shown"].rows) == 1
    assert ask(ha, f"{URL}?{shared.query}").context["shown"].rows == []
    # sharing ends: who opened the register with it opens it without
    saving.open_with(shared, by=ha)
    saving.open_with(shared, by=lan)
    saving.change_view(shared.pk, by=lan, name="Chung", is_shared=False)
    assert saving.setup_of(ha).opens_with is None
    assert saving.setup_of(lan).opens_with == shared
    assert ask(ha, reverse("directives:saved_open", args=[shared.pk]), {}).status_code == 404


def test_only_its_owner_changes_it_and_the_head_of_the_office_what_is_shared(lan, dung, chi, ask):
    own = saving.save_view(by=lan, name="Riêng", query="state=new")
    shared = saving.save_view(by=lan, name="Chung", query="state=new", is_shared=True)
    table = ((chi, own, 404), (chi, shared, 403), (dung, own, 404), (dung, shared, 200), (lan, own, 200))
    for person, view, status in table:
        for page in ("saved_change", "saved_delete"):
            assert ask(person, reverse(f"directives:{page}", args=[view.pk])).status_code == status
    with pytest.raises(NotAllowed, match="Chỉ người lưu"):
        saving.delete_view(own.pk, by=dung)
    change = reverse("directives:saved_change", args=[shared.pk])
    assert ask(dung, change, {"name": "Mới", "is_shared": "on"}).status_code == 302
    shared.refresh_from_db()
    assert (shared.name, shared.owner) == ("Mới", lan)


def test_deleting_asks_and_then_nothing_opens_with_it(lan, ask):
    view = saving.save_view(by=lan, name="Quá hạn", query="time=overdue")
    saving.open_with(view, by=lan)
    delete = reverse("directives:saved_delete", args=[view.pk])
    assert "Xóa bộ lọc “Quá hạn”?" in unescape(ask(lan, delete).text)
    assert SavedView.objects.exists()
    assert ask(lan, delete, {}).status_code == 302
    assert not SavedView.objects.exists()
    assert saving.setup_of(lan).opens_with is None


def test_the_register_opens_with_the_chosen_filter_and_all_stays_one_press_away(directive, lan, ask):
    ask(lan, f"{reverse('directives:saved_add')}?time=overdue", {"name": "Quá hạn", "opens": "on"})
    view = SavedView.objects.get()
    assert ask(lan, URL)["Location"] == f"{URL}?time=overdue"
    page = ask(lan, f"{URL}?time=overdue")
    (chip,) = page.context["filter"].chips()
    assert chip.remove_url == "?view=all"
    assert ask(lan, f"{URL}?view=all").context["page"].paginator.count == 1
    assert ask(lan, URL, htmx=True).status_code == 200  # the emptied form means all
    assert "mở sổ theo dõi bằng bộ lọc này" in unescape(ask(lan, reverse("directives:saved")).text)
    ask(lan, reverse("directives:saved_unopen", args=[view.pk]), {})
    assert ask(lan, URL).status_code == 200
    ask(lan, reverse("directives:saved_open", args=[view.pk]), {})
    assert RegisterSetup.objects.get(user=lan).opens_with == view


def test_the_list_of_filters_asks_the_same_however_many_there_are(lan, dung, ask, django_assert_num_queries):
    assert "Chưa có bộ lọc nào" in unescape(ask(lan, reverse("directives:saved")).text)

    def queries():
        with django_assert_num_queries(20, exact=False) as captured:
            ask(lan, reverse("directives:saved"))
        return len(captured)

    saving.save_view(by=lan, name="một", query="")
    few = queries()
    for n in range(4):
        saving.save_view(by=lan, name=str(n), query="")
        saving.save_view(by=dung, name=f"Chung {n}", query="", is_shared=True)
    assert queries() == few
