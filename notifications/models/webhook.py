"""Where an office lets messages be handed on: to a gateway of Zalo, SMS or Telegram of its own."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from agencies.models import Agency


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def active(self) -> "WebhookQuerySet":
        """Neither switched off nor stopped by an error that stays."""
        return self.filter(is_active=True, problem="")

    def of_agencies(self, agencies: Iterable[int]) -> "WebhookQuerySet":
        """Those of the whole province, and those of these agencies."""
        return self.filter(Q(agency__isnull=True) | Q(agency__in=set(agencies)))


class Webhook(models.Model):
    """An address to which what is mailed to people is handed as well: to all, or to those of one agency."""

    name = models.CharField("tên", max_length=100, unique=True)
    url = models.CharField(
        "địa chỉ",
        max_length=300,
        validators=[
            URLValidator(["http", "https"], message="Nhập địa chỉ bắt đầu bằng http:// hoặc https://.")
        ],
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="webhooks", verbose_name="cơ quan"
    )
    secret = models.CharField(max_length=64, editable=False)  # readable: both sides sign with it
    is_active = models.BooleanField("đang dùng", default=True)
    problem = models.CharField(
        max_length=300, blank=True, editable=False
    )  # why nothing is handed over any more

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="webhook_url_http",
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                violation_error_message="Nhập địa chỉ bắt đầu bằng http:// hoặc https://.",
            ),
            models.CheckConstraint(name="webhook_has_secret", condition=~Q(secret="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The machine without path and parameters, in which gateways like to have a key."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
