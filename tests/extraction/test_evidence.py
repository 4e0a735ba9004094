"""What a clerk sees beside a proposal: where in the text each part of it was read, and what is doubtful."""

from datetime import date

import pytest

from directives.extraction import extract

ON = date(2025, 11, 4)
HEAD = "Chủ tịch UBND tỉnh kết luận như sau:\n"


def only(text, on=ON):
    (proposal,) = extract(text, on=on).proposals
    return proposal


def sliced(text, span):
    return text[span.start : span.end]


def test_leads_and_coordinators_show_the_words_they_were_read_from():
    text = (
        "Giao Sở Y tế, UBND phường Vinh Phú, xã Kim Liên phối hợp với Công an tỉnh và các đoàn thể rà soát."
    )
    one = only(text)

    assert [sliced(text, actor.span) for actor in one.leads] == [
        "Sở Y tế",
        "UBND phường Vinh Phú",
        "xã Kim Liên",
    ]
    assert [actor.name for actor in one.leads] == ["Sở Y tế", "UBND phường Vinh Phú", "UBND xã Kim Liên"]
    assert [sliced(text, actor.span) for actor in one.coordinators] == ["Công an tỉnh", "các đoàn thể"]


def test_a_name_dealt_out_of_a_list_shows_its_own_words():
    text = "Giám đốc các Sở: Y tế, Nội vụ rà soát."
    one = only(text)

    assert [actor.name for actor in one.leads] == ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"]
    assert [sliced(text, actor.span) for actor in one.leads] == ["Giám đốc các Sở: Y tế", "Nội vụ"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Giao Sở Y tế rà soát. Báo cáo kết quả trước ngày 20/11/2025.", "Sở Y tế"),
        ("1. Sở Y tế\n- Rà soát cơ sở.", "Sở Y tế"),
        ("UBND tỉnh yêu cầu Sở Y tế thực hiện:\n1. Rà soát cơ sở.", "Sở Y tế"),
        ("Giao Sở Y tế rà soát. Sở này cũng phải báo cáo trước ngày 20/11/2025.", "Sở Y tế"),
        ("Giao UBND xã Kim Liên rà soát. Xã báo cáo trước ngày 20/11/2025.", "UBND xã Kim Liên"),
    ],
)
def test_an_inherited_lead_says_so_and_shows_where_it_comes_from(text, where):
    last = extract(text, on=ON).proposals[-1]

    assert last.inherited
    assert [sliced(text, actor.span) for actor in last.leads] == [where]
    assert not last.span.start <= last.leads[0].span.start < last.span.end


def test_a_lead_of_the_sentence_itself_is_not_inherited():
    assert not only("Giao Sở Y tế rà soát cơ sở.").inherited


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Giao Sở Y tế rà soát trước ngày 20/11/2025.", "trước ngày 20/11/2025"),
        ("Giao Sở Y tế rà soát, xong trong tháng 12/2025.", "trong tháng 12/2025"),
        ("Giao Sở Y tế rà soát trong quý I/2026.", "trong quý I/2026"),
        ("Giao Sở Y tế rà soát trong năm 2026.", "trong năm 2026"),
        ("Giao Sở Y tế rà soát trong vòng 10 ngày.", "trong vòng 10 ngày"),
        ("Giao Sở Y tế hằng tuần rà soát.", "hằng tuần"),
        ("Giao Sở Y tế khẩn trương rà soát.", "khẩn trương"),
        ("1. Giao Sở Y tế rà soát.\nThời hạn hoàn thành: trước ngày 20/11/2025.", "trước ngày 20/11/2025"),
    ],
)
def test_a_deadline_shows_its_words(text, words):
    one = only(text)

    assert words in sliced(text, one.deadline.span)


@pytest.mark.parametrize(
    ("term", "guessed"),
    [
        ("trước ngày 20/11", True),
        ("trước ngày 20/11/2025", False),
        ("trong tháng 12", True),
        ("trong tháng 12/2025", False),
        ("trong quý I", True),
        ("trong quý I/2026", False),
        ("trong năm nay", True),
        ("trước ngày 25", True),
        ("trong 10 ngày", False),
    ],
)
def test_a_guessed_year_or_month_says_so(term, guessed):
    assert only(f"Giao Sở Y tế rà soát {term}.").deadline.year_guessed is guessed


def test_a_day_before_the_document_is_kept_with_the_likely_one():
    due = only("Giao Sở Y tế báo cáo trước ngày 20/01/2025.").deadline

    assert (due.on, due.suspect) == (date(2025, 1, 20), date(2026, 1, 20))


def test_a_day_to_come_is_not_suspected():
    assert only("Giao Sở Y tế báo cáo trước ngày 20/12/2025.").deadline.suspect is None


def test_several_days_are_milestones_each_with_its_words():
    text = "Giao Sở Y tế báo cáo các mốc trước ngày 15/11, trước ngày 20/11 và trước ngày 30/11/2025."
    one = only(text)

    assert [due.on.day for due in one.milestones] == [15, 20, 30]
    assert [sliced(text, due.span)[-5:] for due in one.milestones[:2]] == ["15/11", "20/11"]
    assert one.deadline.on == date(2025, 11, 30)


def test_one_day_is_no_milestone():
    assert only("Giao Sở Y tế báo cáo trước ngày 15/11.").milestones == ()


@pytest.mark.parametrize("words", ["qua Sở Nội vụ", "thông qua Sở Nội vụ"])
def test_the_collector_is_named_with_its_words(words):
    text = f"Giao các địa phương báo cáo UBND tỉnh ({words}) trước ngày 20/11/2025."
    one = only(text)

    assert one.collector.name == "Sở Nội vụ"
    assert sliced(text, one.collector.span) == "Sở Nội vụ"
    assert one.coordinators == ()


def test_an_item_without_a_channel_has_no_collector():
    assert only("Giao Sở Y tế rà soát qua các năm.").collector is None


@pytest.mark.parametrize(
    ("name", "personally"),
    [
        ("Giám đốc Sở Y tế", True),
        ("Chủ tịch UBND các xã, phường", True),
        ("Trưởng Công an các xã", True),
        ("đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh", True),
        ("Phó Chủ tịch UBND tỉnh phụ trách khối văn xã", True),
        ("Sở Y tế", False),
        ("UBND các xã, phường", False),
        ("các sở, ban, ngành", False),
    ],
)
def test_a_head_named_in_person_is_told_from_the_body(name, personally):
    (lead,) = only(f"{HEAD}1. Giao {name} trực tiếp kiểm tra hiện trường.").leads

    assert (lead.name, lead.personally) == (name, personally)


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("Giao Sở Y tế khẩn trương rà soát.", False),
        ("Giao Sở Y tế triển khai các giải pháp cấp bách.", True),
        ("Giao Sở Y tế lập phương án khẩn cấp ứng phó.", True),
        ("Giao Sở Y tế rà soát sớm nhất.", False),
        ("Giao Sở Y tế rà soát trước ngày 20/11/2025.", False),
        ("Giao Sở Y tế rà soát từ sớm, từ xa các nguy cơ.", False),
    ],
)
def test_urgency_is_read_from_its_words(text, urgent):
    assert only(text).urgent is urgent


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        ("1. Giao Sở Y tế rà soát.", "1. Rà soát cơ sở."),
        ("1. Giao Sở Y tế rà soát.", "1. Giao lực lượng tại chỗ rà soát."),
        ("1. Giao Sở Y tế rà soát trước ngày 20/11/2025.", "1. Giao Sở Y tế rà soát trước ngày 20/01/2025."),
        ("1. Giao Sở Y tế rà soát trước ngày 20/11/2025.", "1. Giao Sở Y tế rà soát trước ngày khai giảng."),
        ("1. Sở Y tế rà soát cơ sở.", "1. Sở Y tế mần cơ sở."),
        ("1. Giao Sở Y tế rà soát.", "1. Giao Sở Y tế, Sở Nội vụ, Sở Xây dựng, Công an tỉnh rà soát."),
        ("1. Giao Sở Y tế rà soát.", "1. Giao Sở Y tế rà soát các cơ sở đã cấp phép."),
    ],
)
def test_doubt_takes_something_off_the_confidence(sure, doubtful):
    assert only(HEAD + sure).confidence > only(HEAD + doubtful).confidence
