"""Folded words of meetings and documents, for search without accents; the same text is found by its digest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_published_text_is_fixed")]
    operations = [
        migrations.AddField(
            model_name="meeting",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="document",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=700),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["text_sha256"], name="document_same_text"),
        ),
    ]
