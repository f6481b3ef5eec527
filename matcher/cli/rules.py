"""``flask rules``: ask the law about cases in JSON lines. Pure: no database and no engine."""

from flask.cli import AppGroup

rules = AppGroup("rules", help="Ask the rules about cases, one JSON object per line.")
