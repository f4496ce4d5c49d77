"""The one exception that is meant for the person at the keyboard."""


class ToolchainError(Exception):
    """Set-up cannot go on. Its text is a sentence that says what to do; `__main__` prints it without a traceback."""
