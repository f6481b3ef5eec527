"""Entry point of the web server and of ``flask``."""

import sys

from matcher import create_app, create_rules_app

# `flask rules ...` needs neither database nor engine, so it does not wait until those are loaded.
app = create_rules_app() if sys.argv[1:2] == ["rules"] else create_app()
