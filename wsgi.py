"""Entry point of the web server."""

from matcher import create_app

app = create_app()
