"""Documents: the texts which give work."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from agencies import calendar
from agencies.vietnamese import fold_words

from .meeting import Meeting


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> "DocumentQuerySet":
        """As meetings: agencies see their own points, not the whole text."""
        return self if user.sees_all else self.none()

    def published(self) -> "DocumentQuerySet":
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "DocumentQuerySet":
        """Those which still wait for the clerk."""
        return self.filter(published_at__isnull=True)

    def search(self, words: str) -> "DocumentQuerySet":
        """Those whose number or subject holds each word, accents aside."""
        found = self
        for word in fold_words(words).split():
            found = found.filter(search_text__contains=word)
        return found


class Document(models.Model):
    """The text which gives work: a conclusion notice of a meeting, or a written direction without one.

    Once published it is never changed (the database refuses); a correction is a further document.
    """

    class Kind(models.TextChoices):
        CONCLUSION = "conclusion", "Thông báo kết luận"
        OFFICIAL_LETTER = "official_letter", "Công văn"
        DIRECTION = "direction", "Chỉ thị"
        TELEGRAM = "telegram", "Công điện"
        PLAN = "plan", "Kế hoạch"
        DECISION = "decision", "Quyết định"
        SPOKEN = "spoken", "Chỉ đạo trực tiếp"

    class Relation(models.TextChoices):
        """How a document stands to one that was published before."""

        CORRECTS = "corrects", "Đính chính"
        REPLACES = "replaces", "Thay thế"
        SUPPLEMENTS = "supplements", "Bổ sung"

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="cuộc họp"
    )
    kind = models.CharField("loại văn bản", max_length=15, choices=Kind, default=Kind.CONCLUSION)
    number = models.CharField("số, ký hiệu", max_length=50, blank=True)
    issued_on = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=300)
    signer = models.CharField("người ký", max_length=150, blank=True)
    text = models.TextField("nội dung")
    text_sha256 = models.CharField(max_length=64, editable=False)
    search_text = models.CharField(max_length=700, editable=False, default="")
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="văn bản đã phát hành",
    )
    relation = models.CharField("quan hệ", max_length=11, choices=Relation, blank=True, default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=calendar.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="document_number_once",
                fields=["number", "issued_on"],
                condition=~Q(number=""),
                violation_error_message="Văn bản có số và ngày này đã được nhập.",
            ),
            models.CheckConstraint(
                name="document_published_by_someone",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="document_corrects_another", condition=Q(corrects__isnull=True) | ~Q(corrects=F("pk"))
            ),
            models.CheckConstraint(
                name="document_related_in_one_way",
                condition=Q(corrects__isnull=True, relation="")
                | Q(corrects__isnull=False, relation__in=["corrects", "replaces", "supplements"]),
            ),
        ]
        indexes = [
            models.Index(name="document_by_day", fields=["-issued_on"]),
            # the same text pasted before?
            models.Index(name="document_same_text", fields=["text_sha256"]),
            # what still waits for the clerk
            models.Index(
                name="document_draft", fields=["created_at"], condition=Q(published_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.issued_on:%d/%m/%Y}" if self.number else self.subject

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the derived search column true."""
        self.search_text = fold_words(f"{self.number} {self.subject} {self.signer}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def stands_to(self) -> str:
        """How it stands to the document it is about: "Đính chính", before that one's name."""
        return "Bổ sung cho" if self.relation == self.Relation.SUPPLEMENTS else self.get_relation_display()

    @property
    def stands_from(self) -> str:
        """The same, said of that one: "Được đính chính bởi", before the name of this one."""
        return f"Được {self.get_relation_display().lower()} bởi"

    @property
    def is_published(self) -> bool:
        """Whether its directives have been given out; from then on the text is fixed."""
        return self.published_at is not None


def text_digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal: tells whether the same conclusion was pasted before."""
    return hashlib.sha256(fold_words(text).encode()).hexdigest()
