"""Units and people from files: upload, preview, one click. Rules: domain/importfile."""
