"""Meetings: when, who chaired, where."""

from django.conf import settings
from django.db import models

from accounts.models import Role, User
from agencies import calendar
from agencies.vietnamese import fold_words


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        """All for those who see the province; agencies see their directives, not the minutes."""
        return self if user.sees_all else self.none()

    def search(self, words: str) -> "MeetingQuerySet":
        """Those whose name or place holds each word, accents aside."""
        found = self
        for word in fold_words(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def years(self) -> list[int]:
        """The years in which meetings were held, newest first."""
        return [day.year for day in self.dates("held_on", "year", order="DESC")]


class Meeting(models.Model):
    """A meeting of the People's Committee or of one of its leaders."""

    class Kind(models.TextChoices):
        SESSION = "session", "Phiên họp UBND tỉnh"
        BRIEFING = "briefing", "Họp giao ban"
        THEMATIC = "thematic", "Họp chuyên đề"
        WORKING = "working", "Buổi làm việc"
        RECEPTION = "reception", "Tiếp công dân"

    kind = models.CharField("loại cuộc họp", max_length=10, choices=Kind, default=Kind.SESSION)
    title = models.CharField("tên cuộc họp", max_length=250)
    held_on = models.DateField("ngày họp")
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="chaired_meetings",
        verbose_name="người chủ trì",
        limit_choices_to={"role": Role.LEADER},
    )
    place = models.CharField("địa điểm", max_length=200, blank=True)
    search_text = models.CharField(max_length=500, editable=False, default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=calendar.now, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc họp"
        verbose_name_plural = "cuộc họp"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="meeting_once",
                fields=["kind", "title", "held_on"],
                violation_error_message="Cuộc họp này đã được ghi.",
            ),
        ]
        indexes = [models.Index(name="meeting_by_day", fields=["-held_on"])]

    def __str__(self) -> str:
        return f"{self.title} ngày {self.held_on:%d/%m/%Y}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the derived search column true."""
        self.search_text = fold_words(f"{self.title} {self.place}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
