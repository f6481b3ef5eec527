"""The matching platform for hybride docenten."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from matcher.config import ROOT, Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application. Raises ``ConfigurationError`` for unsafe production settings."""
    from matcher import access, blueprints, errors, i18n, jobs, log, login, security, template_env
    from matcher.cli import register as register_commands
    from matcher.database import db
    from matcher.extensions import bootstrap, csrf, limiter, mail, migrate

    settings = settings or Settings.from_env()
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(settings.instance),
    )
    app.config.update(settings.flask_config())
    app.extensions["settings"] = settings
    log.configure(testing=settings.testing)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    security.init_app(app)
    for extension in (bootstrap, csrf, limiter, mail):
        extension.init_app(app)
    jobs.init_app(app)
    login.init_app(app)
    access.init_app(app)
    i18n.init_app(app)
    template_env.init_app(app)
    errors.init_app(app)
    blueprints.register(app)
    register_commands(app)
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=app.static_folder, prefix="static/", add_headers_function=security.add_static_headers
    )
    return app


def create_rules_app() -> Flask:
    """Build an application with the commands of the law only: no database, no engine, no settings, so no waiting."""
    from matcher.cli import register_rules

    app = Flask(__name__, static_folder=None)
    register_rules(app)
    return app
