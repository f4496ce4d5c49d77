"""What can go wrong with a request by the caller's mistake, or the moment's. HTTP answers are made of these."""


class ShopError(Exception):
    """A request cannot be answered as asked. ``title`` and the message are for the caller to read."""

    status = 500
    title = "Internal error"


class InvalidError(ShopError):
    """The request says something that cannot be: 422."""

    status = 422
    title = "Invalid request"


class UnauthorizedError(ShopError):
    """Nobody is logged in, or the login is wrong: 401."""

    status = 401
    title = "Not logged in"


class ForbiddenError(ShopError):
    """Who is logged in may not do this: 403."""

    status = 403
    title = "Not allowed"


class NotFoundError(ShopError):
    """There is no such thing: 404."""

    status = 404
    title = "Not found"


class ConflictError(ShopError):
    """It was changed, sold or taken in the meantime: 409."""

    status = 409
    title = "Conflict"


class RetryLaterError(ShopError):
    """Too much at the moment. ``retry_after``: seconds after which to ask again."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooManyRequestsError(RetryLaterError):
    """This caller asks too often: 429."""

    status = 429
    title = "Too many requests"


class OverloadedError(RetryLaterError):
    """The service protects what stands behind it: 503."""

    status = 503
    title = "Overloaded"
