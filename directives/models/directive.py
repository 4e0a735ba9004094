"""One point of one document which gives work."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.utils import timezone

from accounts.models import Role, User
from agencies.ordering import SortKey
from agencies.vietnamese import fold_words
from meetings.models import Document


class DeadlineKind(models.TextChoices):
    """Whether a deadline is a day, comes back, or does not exist."""

    FIXED = "fixed", "Có thời hạn"
    RECURRING = "recurring", "Định kỳ"
    NONE = "none", "Không thời hạn"


class Priority(models.TextChoices):
    """How the document itself marks the work's urgency."""

    NORMAL = "normal", "Thường"
    URGENT = "urgent", "Khẩn"
    IMMEDIATE = "immediate", "Hỏa tốc"


class Field(models.TextChoices):
    """Lĩnh vực: the part of the province's affairs a directive belongs to."""

    GENERAL = "general", "Tổng hợp"
    FINANCE = "finance", "Tài chính, ngân sách, đầu tư"
    INDUSTRY = "industry", "Công thương"
    AGRICULTURE = "agriculture", "Nông nghiệp, môi trường"
    CONSTRUCTION = "construction", "Xây dựng, giao thông"
    SCIENCE = "science", "Khoa học, công nghệ, chuyển đổi số"
    EDUCATION = "education", "Giáo dục và đào tạo"
    HEALTH = "health", "Y tế"
    CULTURE = "culture", "Văn hóa, thể thao, du lịch"
    HOME_AFFAIRS = "home_affairs", "Nội vụ, cải cách hành chính"
    JUSTICE = "justice", "Tư pháp, thanh tra, tiếp công dân"
    SECURITY = "security", "Quốc phòng, an ninh"
    FOREIGN = "foreign", "Đối ngoại"
    ETHNIC = "ethnic", "Dân tộc, tôn giáo"


class Origin(models.TextChoices):
    """Who ordered it."""

    GOVERNMENT = "government", "Chính phủ, Thủ tướng Chính phủ"
    PARTY = "party", "Tỉnh ủy"
    COUNCIL = "council", "HĐND tỉnh"
    CHAIRMAN = "chairman", "UBND tỉnh, Chủ tịch UBND tỉnh"
    VICE_CHAIRMAN = "vice_chairman", "Phó Chủ tịch UBND tỉnh"
    OFFICE = "office", "Văn phòng UBND tỉnh"


def title_key(column: str) -> SortKey:
    """By what titles are sorted: the beginning. A whole title costs much and tells no more."""
    return SortKey(Left(column, 16))


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: User) -> "DirectiveQuerySet":
        """All for those who see the province; for a member of an agency, those in which it has a share.

        Who sees a child sees its parent.
        """
        from .assignment import Assignment  # which builds on this module

        if user.sees_all:
            return self
        own = Assignment.objects.visible_to(user).values("directive_id")
        parents = Assignment.objects.visible_to(user).filter(directive__parent__isnull=False)
        return self.filter(Q(pk__in=own) | Q(pk__in=parents.values("directive__parent_id")))

    def in_order_of_text(self) -> "DirectiveQuerySet":
        """As their documents give them; children behind their parent."""
        return self.order_by("document", "position", F("part").asc(nulls_first=True))

    def followed_by(self, user: User) -> "DirectiveQuerySet":
        """Those the person follows for himself, as far as visible."""
        return self.visible_to(user).filter(follows__user=user)

    def starred_by(self, user: User) -> "DirectiveQuerySet":
        """Those whose star is this person's; children have the star of their heading."""
        from .event import Event  # which builds on this module

        of = Q(directive=OuterRef("pk")) | Q(directive=OuterRef("parent"))
        last = Event.objects.filter(of, kind=Event.Kind.STARRED).order_by("-at", "-pk")
        return (
            self.filter(starred=True)
            .alias(star_by=Subquery(last.values("actor")[:1]))
            .filter(star_by=user.pk)
        )

    def before(self, year: int, number: int) -> "DirectiveQuerySet":
        """Those which were given out before the directive of this number."""
        return self.filter(Q(year__lt=year) | Q(year=year, number__lt=number))

    def search(self, words: str) -> "DirectiveQuerySet":
        """Those with words that begin like each of these, accents aside; by code or document number too."""
        folded = fold_words(words).split()
        query = SearchQuery(" & ".join(f"{w}:*" for w in folded), search_type="raw", config="simple")
        found = self.annotate(words=SearchVector("search_text", config="simple"))
        return found.filter(words=query) if folded else self.none()


class Directive(models.Model):
    """Nhiệm vụ: its exact words in the document, and how it is to be followed up."""

    code = models.CharField("mã", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveIntegerField(editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="directives", verbose_name="văn bản")
    position = models.PositiveSmallIntegerField("thứ tự trong văn bản")
    start = models.PositiveIntegerField(null=True, editable=False)
    end = models.PositiveIntegerField(null=True, editable=False)
    quote = models.TextField("nguyên văn", blank=True, editable=False)
    title = models.CharField("nhiệm vụ", max_length=250)
    content = models.TextField("nội dung")
    field = models.CharField("lĩnh vực", max_length=12, choices=Field, default=Field.GENERAL)
    origin = models.CharField("nguồn giao", max_length=13, choices=Origin, default=Origin.CHAIRMAN)
    directing_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="directed",
        verbose_name="lãnh đạo chỉ đạo",
        limit_choices_to={"role": Role.LEADER},
    )
    monitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitored",
        verbose_name="chuyên viên theo dõi",
        limit_choices_to={"role__in": [Role.OFFICE_HEAD, Role.OFFICE_STAFF]},
    )
    priority = models.CharField("độ khẩn", max_length=9, choices=Priority, default=Priority.NORMAL)
    starred = models.BooleanField("trọng tâm", default=False)
    deliverable = models.CharField("sản phẩm", max_length=250, blank=True)
    deadline_kind = models.CharField("loại thời hạn", max_length=9, choices=DeadlineKind)
    deadline_text = models.CharField("thời hạn nguyên văn", max_length=250, blank=True)
    # what carries it on: its open shares have left all counts, and the page of each leads to the other
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", editable=False, verbose_name="gộp vào"
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced", editable=False, verbose_name="thay bằng"
    )
    # A heading has children and no shares of its own in force; a child has no children (`families`).
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    part = models.PositiveSmallIntegerField(null=True, editable=False)  # its place among its siblings
    # of an occurrence: its day by the rule of the heading, whatever working day it is due on
    occurs_on = models.DateField(null=True, editable=False)
    is_heading = models.BooleanField(default=False, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    published_at = models.DateTimeField(editable=False)
    # the last day on which it was entered in time; lateness follows from it and published_at
    enter_by = models.DateField(null=True, editable=False)
    search_text = models.TextField(editable=False)
    # counts the changes after publishing: who edits an old one is told
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["-year", "-number", F("part").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                name="directive_number_once", fields=["year", "number", "part"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="directive_part_iff_child",
                condition=Q(parent__isnull=True, part__isnull=True)
                | Q(parent__isnull=False, part__isnull=False, is_heading=False),
            ),
            models.UniqueConstraint(name="directive_occurs_once", fields=["parent", "occurs_on"]),
            models.CheckConstraint(
                name="directive_only_children_occur",
                condition=Q(occurs_on__isnull=True) | Q(parent__isnull=False),
            ),
            models.CheckConstraint(
                name="directive_span",
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end")),
            ),
            models.CheckConstraint(
                name="directive_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("pk"))
            ),
            models.CheckConstraint(
                name="directive_carried_on_once",
                condition=Q(merged_into__isnull=True) | Q(replaced_by__isnull=True),
            ),
            models.CheckConstraint(
                name="directive_carried_on_by_another",
                condition=(Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")))
                & (Q(replaced_by__isnull=True) | ~Q(replaced_by=F("pk"))),
            ),
            models.CheckConstraint(
                name="directive_deadline_kind_known", condition=Q(deadline_kind__in=DeadlineKind.values)
            ),
            models.CheckConstraint(
                name="directive_priority_known", condition=Q(priority__in=Priority.values)
            ),
        ]
        indexes = [
            # search without accents: words of the folded text
            GinIndex(SearchVector("search_text", config="simple"), name="directive_search"),
            # the register by titles, up and down
            models.Index(title_key("title"), name="directive_by_title"),
            models.Index(name="directive_in_document", fields=["document", "position"]),
            # whose work it is, for the numbers of dashboards: a row with its texts is wide
            models.Index(
                name="directive_portfolio",
                fields=["id"],
                include=[
                    *("field", "directing_leader", "monitor", "starred"),
                    *("document", "published_at", "enter_by"),
                ],
            ),
            # what the Office entered late
            models.Index(
                name="directive_entered_late",
                fields=["document"],
                condition=Q(published_at__date__gt=F("enter_by")),
            ),
            models.Index(name="directive_starred", fields=["year", "number"], condition=Q(starred=True)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_carried_on(self) -> bool:
        """Whether another directive has taken its place: it was merged or replaced."""
        return self.merged_into_id is not None or self.replaced_by_id is not None

    @property
    def awaits_cycle(self) -> bool:
        """Whether it is to come back and nobody has said yet on which days."""
        recurs = self.deadline_kind == DeadlineKind.RECURRING
        return recurs and not self.is_heading and self.parent_id is None

    @property
    def entered_late_by(self) -> int:
        """How many days after the last one allowed it was entered; 0 when in time, or nobody knows."""
        if self.enter_by is None:
            return 0
        return max(0, (timezone.localtime(self.published_at).date() - self.enter_by).days)


def directive_search_text(code: str, title: str, content: str, document: Document) -> str:
    """What the search looks into: the directive's own words, its code and its document's number, folded."""
    return fold_words(f"{code} {title} {content} {document.number} {document.subject}")
