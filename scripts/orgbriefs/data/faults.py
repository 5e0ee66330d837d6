"""What a validator says: what is at fault, and how to mend it."""


class FaultyValueError(ValueError):
    """A value that is not written as it must be."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


class FaultyFieldError(ValueError):
    """A value that disagrees with others of its record."""

    def __init__(self, message: str, field: str, value: object, fix: str) -> None:
        super().__init__(message)
        self.field, self.value, self.fix = field, str(value), fix
