"""Mail that waits: what could not be sent at once, and what a sender that died had taken."""

from matcher.mailer import deliver_outbox


def deliver_mail() -> str:
    """Send what waits in the outbox."""
    return f"{deliver_outbox()} sent"
