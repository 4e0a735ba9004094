"""What notices are found by, for those posted before: as notifications.models.search_words writes it.

Letters are taken apart before they are lowered, so that it does not depend on the locale of the database.
"""

from django.db import migrations

FILL = r"""
UPDATE notifications_notification AS notice
SET search_text = left(trim(regexp_replace(regexp_replace(
        lower(normalize(translate(
            concat_ws(' ', notice.title, person.full_name, person.username, person.email), 'Đđ', 'dd'
        ), NFD)),
        '[\u0300-\u036f]+', '', 'g'), '[^a-z0-9]+', ' ', 'g')), 500)
FROM accounts_user AS person
WHERE person.id = notice.recipient_id AND notice.search_text = ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("notifications", "0010_notices_search_text"),
    ]

    operations = [
        # Backwards there is nothing to do: the column goes.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
