from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_directive_edited")]

    operations = [
        migrations.AlterField(
            model_name="extensionrequest",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Chờ quyết định"),
                    ("granted", "Đồng ý"),
                    ("refused", "Không đồng ý"),
                    ("lapsed", "Không còn hiệu lực"),
                ],
                default="",
                max_length=7,
            ),
        ),
        migrations.RemoveConstraint(model_name="extensionrequest", name="extension_decided_by_someone"),
        migrations.AddConstraint(
            model_name="extensionrequest",
            constraint=models.CheckConstraint(
                name="extension_decided_by_someone",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    decision__in=["granted", "refused", "lapsed"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        ),
    ]
