"""The only door to notices and messages: everybody's own, and the outbox for those who look after it."""

from django.shortcuts import get_object_or_404

from accounts.access import Act, demand
from accounts.models import Role, User

from .kinds import Kind
from .models import (
    Notification,
    NotificationQuerySet,
    OutgoingMessage,
    OutgoingMessageQuerySet,
    PushDevice,
    RefusedAddress,
    RefusedAddressQuerySet,
    Webhook,
)


def notifications_of(user: User) -> NotificationQuerySet:
    """A person's own notices, newest first; nobody reads another's."""
    return Notification.objects.of(user.pk)


def notification_for(user: User, pk: int) -> Notification:
    """404 when it is not the person's own."""
    return get_object_or_404(notifications_of(user), pk=pk)


def deliveries_for(user: User) -> OutgoingMessageQuerySet:
    """All messages that left or are to leave; 403 for those who do not look after them."""
    demand(user, Act.SEE_DELIVERIES)
    return OutgoingMessage.objects.select_related("recipient", "resent_by", "webhook", "device")


def notices_for(user: User) -> NotificationQuerySet:
    """What people were told in the app, title alone; 403 for those who do not look after deliveries.

    Without what each follows for himself, and for those who do not read what leaders and the Office say
    among themselves, without remarks.
    """
    demand(user, Act.SEE_DELIVERIES)
    rows = Notification.objects.of_the_office().defer("text", "url")
    return rows if user.role in Role.reading_internal() else rows.exclude(kind=Kind.COMMENT)


def delivery_for(user: User, pk: int) -> OutgoingMessage:
    """One message of the outbox."""
    return get_object_or_404(deliveries_for(user), pk=pk)


def reads_words_of(user: User, message: OutgoingMessage) -> bool:
    """Whether a person who may see that a message left may also read it: remarks are not everybody's."""
    return message.kind != Kind.COMMENT or user.role in Role.reading_internal()


def refused_addresses_for(user: User) -> RefusedAddressQuerySet:
    """Whose mail cannot arrive; 403 for those who do not look after the outbox."""
    demand(user, Act.SEE_DELIVERIES)
    return RefusedAddress.objects.in_use().select_related("user").order_by("user__full_name", "user")


def webhook_for(user: User, pk: int) -> Webhook:
    """One webhook; 403 for those who do not set them."""
    demand(user, Act.SET_WEBHOOKS)
    return get_object_or_404(Webhook.objects.select_related("agency"), pk=pk)


def push_device_for(user: User, pk: int) -> PushDevice:
    """404 when it is not the person's own."""
    return get_object_or_404(PushDevice, user=user, pk=pk)
