"""How forms look: the same fields, hints and errors everywhere."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Named by FORM_RENDERER, so that ``{{ form }}`` needs no help from a room."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
