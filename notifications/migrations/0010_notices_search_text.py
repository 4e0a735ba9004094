from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0009_refused_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=500),
        ),
    ]
