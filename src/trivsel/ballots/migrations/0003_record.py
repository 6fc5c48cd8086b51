import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("ballots", "0002_manifest_and_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "box",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="ballots.box",
                    ),
                ),
                ("raw", models.BinaryField()),
            ],
        ),
    ]
