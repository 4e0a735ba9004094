"""The history is append-only, and an original deadline is written once: the database refuses the rest."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION directives_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'directives_event is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directives_event_append_only
    BEFORE UPDATE OR DELETE ON directives_event
    FOR EACH ROW EXECUTE FUNCTION directives_event_is_append_only();

CREATE FUNCTION directives_original_deadline_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the original deadline of an assignment never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directives_original_deadline_fixed
    BEFORE UPDATE OF original_due_on ON directives_assignment
    FOR EACH ROW
    WHEN (OLD.original_due_on IS NOT NULL AND NEW.original_due_on IS DISTINCT FROM OLD.original_due_on)
    EXECUTE FUNCTION directives_original_deadline_is_fixed();
"""
BACKWARD = """
DROP TRIGGER directives_original_deadline_fixed ON directives_assignment;
DROP FUNCTION directives_original_deadline_is_fixed();
DROP TRIGGER directives_event_append_only ON directives_event;
DROP FUNCTION directives_event_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
