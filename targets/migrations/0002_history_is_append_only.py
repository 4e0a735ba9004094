"""What happened to a target is written once: the database refuses to change or delete it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION targets_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'targets_targetevent is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER targets_event_append_only
    BEFORE UPDATE OR DELETE ON targets_targetevent
    FOR EACH ROW EXECUTE FUNCTION targets_event_is_append_only();
"""
BACKWARD = """
DROP TRIGGER targets_event_append_only ON targets_targetevent;
DROP FUNCTION targets_event_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("targets", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
