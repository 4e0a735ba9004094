import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.calendar

FORWARD = """
CREATE FUNCTION directives_comment_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND ROW(NEW.directive_id, NEW.author_id, NEW.kind, NEW.audience, NEW.text, NEW.at)
            = ROW(OLD.directive_id, OLD.author_id, OLD.kind, OLD.audience, OLD.text, OLD.at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a comment never changes';
END $$;
CREATE TRIGGER directives_comment_fixed
    BEFORE UPDATE OR DELETE ON directives_comment
    FOR EACH ROW EXECUTE FUNCTION directives_comment_is_fixed();
"""
BACKWARD = """
DROP TRIGGER directives_comment_fixed ON directives_comment;
DROP FUNCTION directives_comment_is_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("directives", "0021_replaced_by_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("remark", "Ý kiến"), ("instruction", "Chỉ đạo thêm")], max_length=11
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("internal", "Nội bộ lãnh đạo và Văn phòng"),
                            ("charged", "Các cơ quan được giao cùng đọc"),
                        ],
                        max_length=8,
                        verbose_name="ai đọc được",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("at", models.DateTimeField(default=agencies.calendar.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=agencies.calendar.now)),
                ("question", models.TextField(verbose_name="nội dung cần giải trình")),
                ("due_on", models.DateField(verbose_name="giải trình trước ngày")),
                ("answer", models.TextField(blank=True, verbose_name="nội dung giải trình")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="attachment",
            name="attachment_of_one",
        ),
        migrations.AddField(
            model_name="assignment",
            name="explain_on",
            field=models.DateField(editable=False, null=True),
        ),
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
                    ("amended", "Sửa báo cáo"),
                    ("declined", "Từ chối nhiệm vụ"),
                    ("insisted", "Yêu cầu tiếp tục thực hiện"),
                    ("reassigned", "Giao cơ quan khác"),
                    ("added", "Giao thêm cơ quan"),
                    ("role_changed", "Đổi vai trò"),
                    ("edited", "Sửa nhiệm vụ"),
                    ("starred", "Gắn sao trọng tâm"),
                    ("unstarred", "Bỏ sao trọng tâm"),
                    ("contributed", "Gửi ý kiến phối hợp"),
                    ("retracted", "Rút ý kiến phối hợp"),
                    ("contribution_asked", "Đề nghị gửi ý kiến"),
                    ("contributions_asked", "Đề nghị các cơ quan phối hợp gửi ý kiến"),
                    ("subtask_added", "Thêm việc con"),
                    ("subtask_changed", "Sửa việc con"),
                    ("subtask_removed", "Bỏ việc con"),
                    ("subtask_done", "Xong việc con"),
                    ("subtask_reopened", "Mở lại việc con"),
                    ("delegated", "Giao người thực hiện"),
                    ("extension_asked", "Đề nghị gia hạn"),
                    ("extension_granted", "Đồng ý gia hạn"),
                    ("extension_refused", "Không đồng ý gia hạn"),
                    ("deadline_set", "Đổi thời hạn"),
                    ("paused", "Tạm dừng"),
                    ("resumed", "Tiếp tục thực hiện"),
                    ("revoked", "Thu hồi"),
                    ("reopened", "Mở lại"),
                    ("merged", "Gộp nhiệm vụ"),
                    ("unmerged", "Bỏ gộp"),
                    ("replaced", "Thay nhiệm vụ"),
                    ("succeeded", "Chuyển cho cơ quan kế thừa"),
                    ("inherited", "Nhận từ cơ quan đã kết thúc"),
                    ("released", "Kết thúc phối hợp"),
                    ("explanation_asked", "Yêu cầu giải trình"),
                    ("explained", "Giải trình"),
                    ("explanation_dropped", "Rút yêu cầu giải trình"),
                    ("instructed", "Chỉ đạo thêm"),
                    ("commented", "Ý kiến"),
                    ("noted", "Ý kiến nội bộ"),
                    ("comment_taken_back", "Thu hồi ý kiến"),
                    ("note_taken_back", "Thu hồi ý kiến nội bộ"),
                    ("urged", "Đôn đốc"),
                    ("reminded", "Nhắc việc tự động"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("explain_on__isnull", False)),
                fields=["explain_on"],
                name="assignment_explain",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="directive",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="directives.directive",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explanations",
                to="directives.assignment",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="explanation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="directives.explanation",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("contribution__isnull", True),
                        ("explanation__isnull", True),
                        ("report__isnull", False),
                    ),
                    models.Q(
                        ("contribution__isnull", False),
                        ("explanation__isnull", True),
                        ("report__isnull", True),
                    ),
                    models.Q(
                        ("contribution__isnull", True),
                        ("explanation__isnull", False),
                        ("report__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="attachment_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["directive", "-at"], name="comment_on_directive"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["remark", "instruction"])), name="comment_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["internal", "charged"])), name="comment_audience_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "remark"), ("audience", "charged"), _connector="OR"),
                name="comment_instruction_is_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="comment_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True), ("withdrawn_at__gte", models.F("at")), _connector="OR"
                ),
                name="comment_withdrawn_later",
            ),
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(fields=["assignment", "-asked_at"], name="explanation_of_assignment"),
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", False), ("read_at__isnull", True)),
                fields=["asked_by"],
                name="explanation_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="explanation_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("answered_on__isnull", True),
                    ),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="explanation_answered_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                ),
                name="explanation_answered_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("read_at__isnull", True), ("answered_at__isnull", False), _connector="OR"
                ),
                name="explanation_read_when_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("assignment",),
                name="explanation_one_open",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
