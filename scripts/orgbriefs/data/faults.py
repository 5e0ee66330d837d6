"""What a validator of several fields says: which of them is at fault, and how to mend it."""


class FaultyFieldError(ValueError):
    """A value that disagrees with others of its record."""

    def __init__(self, message: str, field: str, value: object, fix: str) -> None:
        super().__init__(message)
        self.field, self.value, self.fix = field, str(value), fix


class FaultyDateError(ValueError):
    """A text that is no date."""

    fix = "a date is written 2006-05-23, 2006-05 or 2006"
