import django.db.models.deletion
from django.db import migrations, models

from trivsel.ballots.operations import CreateUnorderedModel


class Migration(migrations.Migration):

    dependencies = [
        ("ballots", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="box",
            name="manifest",
            field=models.BinaryField(null=True),
        ),
        CreateUnorderedModel(
            name="Receipt",
            fields=[
                ("digest", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
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
