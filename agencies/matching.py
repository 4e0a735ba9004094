"""Names as documents write them → the agency or group they mean."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from .models import Agency, AgencyAlias, AgencyGroup
from .naming import name_key, spelling
from .vietnamese import fold_words

# Who stands at the head of an agency: "Giám đốc Sở Y tế" is Sở Y tế. Folded; the longest first.
_HEADS = re.compile(
    r"^(?:cac )?(?:dong chi|tong giam doc|pho giam doc|giam doc|pho chu tich|chu tich|thu truong"
    r"|nguoi dung dau|lanh dao|chi huy truong|cuc truong|chi cuc truong|vien truong|chanh an|pho chanh|chanh"
    r"|pho truong|truong|bi thu|tap the) "
)
_HEADS_OF_GROUPS = re.compile(r"\b(?:giam doc|thu truong|chu tich|lanh dao|nguoi dung dau|truong)\b")
_PLURALS = {"cac", "nhung", "tat", "ca", "va", "cung"}
# What may follow the name of a group without narrowing it.
_WHOLE = {"tinh", "thanh", "pho", "tren", "dia", "ban", "thuoc", "truc", "cap", "ubnd", "trong"}
# How a narrowing begins: "các xã có cụm công nghiệp", "các sở liên quan".
_NARROWING = {
    "lien",
    "co",
    "duoc",
    "theo",
    "con",
    "khac",
    "tren",
    "nay",
    "noi",
    "bien",
    "mien",
    "vung",
    "ven",
    "nui",
}
# Groups of nobody in particular: which agencies are meant, only a reader can tell.
_VAGUE = {"co quan don vi", "co quan don vi dia phuong", "co quan", "don vi"}


@dataclass(frozen=True)
class Match:
    """What a name means: an agency or a group. Not `sure`: a suggestion which a person must confirm."""

    agency: Agency | None = None
    group: AgencyGroup | None = None
    sure: bool = True


class AgencyFinder:
    """Finds agencies by what documents call them. Three queries when made, none afterwards.

    `on` is the day of follow-up, normally today: an agency which has been merged by then gives way to its
    successor, also when the document is older than the merger.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._agencies = {agency.pk: agency for agency in Agency.objects.all()}
        self._groups = {group.pk: group for group in AgencyGroup.objects.all()}
        self._aliases = list(AgencyAlias.objects.all())
        self._place = _place_words()
        self._exact: dict[str, list[Agency]] = defaultdict(list)
        self._bare: dict[str, list[Agency]] = defaultdict(list)
        self._of_group: dict[str, AgencyGroup] = {}
        self._index()

    def find(self, text: str) -> Match | None:
        """The agency or group which the text names, or None when it names nobody we know."""
        readings = [fold_words(text)]
        while (shorter := _HEADS.sub("", readings[-1])) != readings[-1]:
            readings.append(shorter)
        for words in readings:
            if found := self._agency(words, text):
                return found
        return self._group(readings[0]) or self._beginning(readings[-1], text)

    def names(self) -> list[str]:
        """Every way of writing an agency that still exists: for the extraction, which knows no database."""
        living = {pk for pk, agency in self._agencies.items() if self._living(agency) is not None}
        names = [name for pk in living for name in (self._agencies[pk].name, self._agencies[pk].short_name)]
        names += [alias.text for alias in self._aliases if alias.agency_id in living]
        return sorted(set(names))

    def groups(self) -> list[str]:
        """Every way of writing a group."""
        names = [group.name for group in self._groups.values()]
        return sorted({*names, *(alias.text for alias in self._aliases if alias.group_id)})

    def _index(self) -> None:
        for agency in self._agencies.values():
            for name in {agency.name, agency.short_name}:
                self._enter(agency, name)
        # a way of writing which is in use on the day comes before one that is not
        for alias in sorted(self._aliases, key=lambda alias: not _valid(alias, self.on)):
            if alias.agency_id:
                self._enter(self._agencies[alias.agency_id], alias.text, weak=not _valid(alias, self.on))
            elif alias.group_id and _valid(alias, self.on):
                self._of_group.setdefault(_group_key(fold_words(alias.text)), self._groups[alias.group_id])
        for group in self._groups.values():
            self._of_group[_group_key(fold_words(group.name))] = group

    def _enter(self, agency: Agency, name: str, *, weak: bool = False) -> None:
        keys = ((self._exact, name_key(name)), (self._bare, name_key(self._without_place(fold_words(name)))))
        for index, key in keys:
            if key and not (weak and key in index):
                index[key].append(agency)

    def _agency(self, words: str, text: str) -> Match | None:
        bare = name_key(self._without_place(words))
        for index, key in ((self._exact, name_key(words)), (self._exact, bare), (self._bare, bare)):
            if agency := self._one_of(index.get(key, []), text):
                return Match(agency=agency)
        return None

    def _one_of(self, found: list[Agency], text: str) -> Agency | None:
        """The one living agency among those the key fits; accents decide between several."""
        living = {agency.pk: agency for named in found if (agency := self._living(named))}
        if len(living) > 1:
            spelled = spelling(text)
            living = {pk: one for pk, one in living.items() if spelled.endswith(spelling(one.short_name))}
        return next(iter(living.values())) if len(living) == 1 else None

    def _living(self, agency: Agency) -> Agency | None:
        """The agency, or whoever took over its work by the day; None when nobody did."""
        current: Agency | None = agency
        for _ in range(len(self._agencies)):
            if current is None or current.valid_to is None or current.valid_to >= self.on:
                return current
            current = self._agencies.get(current.successor_id or 0)
        return None

    def _group(self, words: str) -> Match | None:
        parts = _group_key(words).split()
        for count in range(len(parts), 0, -1):
            key, rest = " ".join(parts[:count]), parts[count:]
            group = self._of_group.get(key)
            if group is None or (count == 1 and "cac" not in words.split()):
                continue
            if all(word in _WHOLE or word in self._place for word in rest):
                return Match(group=group, sure=key not in _VAGUE)
            # anything else behind it is another body: "sở Tài chính" is no group, nor is "UBND xã Hạ Long"
            return Match(group=group, sure=False) if rest[0] in _NARROWING else None
        return None

    def _beginning(self, words: str, text: str) -> Match | None:
        """An agency whose full name the text begins with: "Sở Y tế Nguyễn Văn A". A suggestion only."""
        parts = words.split()
        for count in range(len(parts) - 1, 1, -1):
            if agency := self._one_of(self._exact.get(name_key(" ".join(parts[:count])), []), text):
                return Match(agency=agency, sure=False)
        return None

    def _without_place(self, words: str) -> str:
        """The name without "tỉnh", "tỉnh Nghệ An" at its end: documents add and drop it at will."""
        return re.sub(rf"(?: (?:cua )?(?:tinh|thanh pho|{' '.join(self._place)}))+$", "", words)


def without_head(name: str) -> str:
    """The agency's own name, as it is written, without whoever stands at its head."""
    words = name.split()
    while shorter := _HEADS.sub("", folded := fold_words(" ".join(words))):
        dropped = len(folded.split()) - len(shorter.split())
        if not dropped or "trường" in " ".join(words[:dropped]).casefold():  # a school is no head
            break
        words = words[dropped:]
    return " ".join(words)


def _place_words() -> list[str]:
    return fold_words(settings.PROVINCE).removeprefix("thanh pho ").removeprefix("tinh ").split()


def _valid(alias: AgencyAlias, on: date) -> bool:
    return (alias.valid_from is None or alias.valid_from <= on) and (
        alias.valid_to is None or alias.valid_to >= on
    )


def _group_key(words: str) -> str:
    """The words by which a group is known, without plural and heads: "so ban nganh", "ubnd xa phuong"."""
    words = _HEADS_OF_GROUPS.sub(" ", words.replace("uy ban nhan dan", "ubnd"))
    return " ".join(word for word in words.split() if word not in _PLURALS)
