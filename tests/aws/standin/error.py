"""An error that AWS answers with."""

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """`code` and `message` as a client reads them; `status` is that of HTTP."""

    def __init__(self, code: str, message: str, status: int = 400):
        super().__init__(code, message)
        self.status = status
