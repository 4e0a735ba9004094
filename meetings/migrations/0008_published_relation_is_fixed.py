"""Which document a published one corrects is as fixed as its text."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION meetings_published_document_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published document cannot be deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.text, NEW.number, NEW.issued_on, NEW.kind, NEW.meeting_id, NEW.published_at, NEW.published_by_id,
        NEW.corrects_id, NEW.relation)
        IS DISTINCT FROM
       (OLD.text, OLD.number, OLD.issued_on, OLD.kind, OLD.meeting_id, OLD.published_at, OLD.published_by_id,
        OLD.corrects_id, OLD.relation)
    THEN
        RAISE EXCEPTION 'a published document cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION meetings_published_document_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_related_documents")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
