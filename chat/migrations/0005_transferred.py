from django.db import migrations, models

KINDS = [
    ("message", "Message"),
    ("retracted", "Retracted"),
    ("joined", "Joined"),
    ("left", "Left"),
    ("renamed", "Renamed"),
    ("asked", "Asked"),
    ("moved", "Moved"),
    ("claimed", "Claimed"),
    ("released", "Released"),
    ("withdrawn", "Withdrawn"),
    ("closed", "Closed"),
    ("reopened", "Reopened"),
    ("transferred", "Transferred"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0004_quick_replies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20),
        ),
    ]
