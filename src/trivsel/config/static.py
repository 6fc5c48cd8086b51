"""Static files are named by their content, and ES modules import each other by those names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True
    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with its hash; the plain name for a file that nobody has collected yet."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
