from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0002_ballots'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='count_trouble',
            field=models.CharField(blank=True, choices=[('key', 'the seal key is not there'), ('store', 'the files could not be rewritten'), ('other', 'see the log')], max_length=10),
        ),
    ]
