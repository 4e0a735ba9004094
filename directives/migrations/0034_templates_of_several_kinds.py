"""The table of the letter's templates holds those of other papers too; what is there is the letter's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0033_signed_letters")]

    operations = [
        migrations.RenameModel("LetterTemplate", "WordTemplate"),
        migrations.AddField(
            "wordtemplate",
            "kind",
            models.CharField(
                choices=[("urging", "Công văn đôn đốc"), ("month", "Báo cáo tháng")],
                default="urging",
                max_length=10,
            ),
            preserve_default=False,
        ),
    ]
