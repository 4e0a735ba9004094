import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.calendar


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0014_when_it_should_be_entered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("document_added", "Nhập văn bản"),
                    ("document_published", "Phát hành văn bản"),
                    ("named", "Ghi nhớ tên gọi cơ quan"),
                    ("published", "Giao nhiệm vụ"),
                    ("repeated", "Nhắc lại nhiệm vụ"),
                    ("accepted", "Tiếp nhận"),
                    ("reported", "Báo cáo tiến độ"),
                    ("completed", "Báo cáo hoàn thành"),
                    ("confirmed", "Xác nhận hoàn thành"),
                    ("returned", "Trả lại"),
                    ("withdrawn", "Rút báo cáo"),
                    ("declined", "Từ chối nhiệm vụ"),
                    ("insisted", "Yêu cầu tiếp tục thực hiện"),
                    ("reassigned", "Giao cơ quan khác"),
                    ("added", "Giao thêm cơ quan"),
                    ("role_changed", "Đổi vai trò"),
                    ("edited", "Sửa nhiệm vụ"),
                    ("starred", "Gắn sao trọng tâm"),
                    ("unstarred", "Bỏ sao trọng tâm"),
                    ("delegated", "Giao người thực hiện"),
                    ("extension_asked", "Đề nghị gia hạn"),
                    ("extension_granted", "Đồng ý gia hạn"),
                    ("extension_refused", "Không đồng ý gia hạn"),
                    ("deadline_set", "Đổi thời hạn"),
                    ("paused", "Tạm dừng"),
                    ("resumed", "Tiếp tục thực hiện"),
                    ("revoked", "Thu hồi"),
                    ("reopened", "Mở lại"),
                    ("released", "Kết thúc phối hợp"),
                    ("urged", "Đôn đốc"),
                    ("reminded", "Nhắc việc tự động"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "Nhắc nhở"),
                            ("criticism", "Phê bình"),
                            ("review", "Kiểm điểm"),
                        ],
                        max_length=9,
                        verbose_name="hình thức",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("at", models.DateTimeField(default=agencies.calendar.now)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="directives.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "number"), name="urging_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="urging_numbers_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["reminder", "criticism", "review"])),
                        name="urging_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="urging_says_something"
                    ),
                ],
            },
        ),
    ]
