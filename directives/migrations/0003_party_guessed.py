"""Whether a name was understood for certain, so that the review can ask."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0002_history_is_append_only")]
    operations = [
        migrations.AddField(
            model_name="proposalparty", name="guessed", field=models.BooleanField(default=False)
        ),
    ]
