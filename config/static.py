"""Static files with their hash in their name, module imports rewritten, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    support_js_module_import_aggregation = True
    # A module's name follows from those that it imports: as many passes as the longest
    # chain of imports, in whatever order the folder lists its files.
    max_post_process_passes = 50
