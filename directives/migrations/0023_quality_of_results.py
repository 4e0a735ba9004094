from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("directives", "0022_comments_and_explanations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="quality",
            field=models.CharField(
                blank=True,
                choices=[("", "Không đánh giá"), ("excellent", "Xuất sắc"), ("good", "Tốt"), ("fair", "Đạt")],
                default="",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="assignmentversion",
            name="quality",
            field=models.CharField(
                blank=True,
                choices=[("", "Không đánh giá"), ("excellent", "Xuất sắc"), ("good", "Tốt"), ("fair", "Đạt")],
                default="",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("quality__in", ["", "excellent", "good", "fair"])),
                name="assignment_quality_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("quality", ""), ("work_state", "done"), _connector="OR"),
                name="assignment_quality_of_the_done",
            ),
        ),
    ]
