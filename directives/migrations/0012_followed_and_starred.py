import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.calendar


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0011_extensions_are_counted"),
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
                    ("reminded", "Nhắc việc tự động"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=agencies.calendar.now)),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="directives.directive",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("user", "directive"), name="follow_once")],
            },
        ),
    ]
