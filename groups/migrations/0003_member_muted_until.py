from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_questions")]

    operations = [
        migrations.AddField(
            model_name="groupmember",
            name="muted_until",
            field=models.DateTimeField(null=True),
        ),
    ]
