def address(email: str) -> str:
    """An e-mail as it is kept and compared: without space around, in small letters."""
    return email.strip().lower()
