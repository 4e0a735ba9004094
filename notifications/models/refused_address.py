"""Where mail to a person cannot arrive: the mail server says that the address does not exist."""

from django.conf import settings
from django.db import models

from agencies import calendar


class RefusedAddressQuerySet(models.QuerySet["RefusedAddress"]):
    def in_use(self) -> "RefusedAddressQuerySet":
        """Of people with an account, who have no other address by now."""
        return self.filter(user__is_active=True, address=models.F("user__email"))


class RefusedAddress(models.Model):
    """The address of a person to which nothing is sent for a while, and why. Another one is tried at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="refused_address"
    )
    address = models.CharField(max_length=300)
    problem = models.CharField(max_length=300)  # what the mail server said
    at = models.DateTimeField(default=calendar.now)

    objects = RefusedAddressQuerySet.as_manager()

    def __str__(self) -> str:
        return self.address
