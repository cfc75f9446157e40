import uuid

from django.db import migrations, models

ROWS_AT_ONCE = 2000


def name_each(apps, schema_editor):
    """A default would give all the rows that are there the same one."""
    drafts = apps.get_model("chat", "Draft").objects.using(
        schema_editor.connection.alias
    )
    named = []
    for draft in drafts.filter(uuid=None).only("pk").iterator(ROWS_AT_ONCE):
        draft.uuid = uuid.uuid4()
        named.append(draft)
    drafts.bulk_update(named, ["uuid"], batch_size=ROWS_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0002_questions"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="uuid",
            field=models.UUIDField(default=None, editable=False, null=True),
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="draft",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
