import django.db.models.deletion
from django.db import migrations, models

from trivsel.ballots.operations import CreateUnorderedModel


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0003_record"),
    ]

    operations = [
        CreateUnorderedModel(
            name="Comment",
            fields=[
                ("key", models.BinaryField(max_length=16, primary_key=True, serialize=False)),
                ("cell", models.CharField(max_length=20)),
                ("question", models.CharField(max_length=50)),
                ("text", models.TextField()),
                (
                    "box",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="ballots.box",
                    ),
                ),
            ],
        ),
    ]
