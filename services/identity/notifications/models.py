"""The tables stand in the kit: every service writes notifications, in its own transactions."""

from services.kit.notify import Notification, NotificationOff

__all__ = ["Notification", "NotificationOff"]
