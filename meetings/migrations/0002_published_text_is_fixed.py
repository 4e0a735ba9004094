"""A published document keeps its text, number and day: the database refuses to change or delete it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION meetings_published_document_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published document cannot be deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.text, NEW.number, NEW.issued_on, NEW.kind, NEW.meeting_id, NEW.published_at, NEW.published_by_id)
        IS DISTINCT FROM
       (OLD.text, OLD.number, OLD.issued_on, OLD.kind, OLD.meeting_id, OLD.published_at, OLD.published_by_id)
    THEN
        RAISE EXCEPTION 'a published document cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meetings_published_document_fixed
    BEFORE UPDATE OR DELETE ON meetings_document
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION meetings_published_document_is_fixed();
"""
BACKWARD = """
DROP TRIGGER meetings_published_document_fixed ON meetings_document;
DROP FUNCTION meetings_published_document_is_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
