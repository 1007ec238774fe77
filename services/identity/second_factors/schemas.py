import datetime as dt

from services.kit.fields import Input, Output, Secret


class SecondFactorOut(Output):
    """Whether codes are asked for at sign-in, since when, and how many recovery codes are left."""

    since: dt.datetime | None
    recovery_codes_left: int
    required: bool


class SecondFactorStarted(Output):
    """For an authenticator app: `qr` is a picture (SVG as a data address), `secret` the same for typing. Shown once."""

    secret: str
    address: str
    qr: str


class SecondFactorConfirm(Input):
    """A code that the app shows, as proof that it has the secret."""

    code: Secret


class RecoveryCodes(Output):
    """Each works once. The only answer that carries them."""

    codes: list[str]
