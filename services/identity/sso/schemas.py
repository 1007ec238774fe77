from services.kit.fields import Output


class Departure(Output):
    """Where to send the browser. It comes back to /sign-in with `state` and `code`."""

    url: str
