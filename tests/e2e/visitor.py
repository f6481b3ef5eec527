"""A person behind a browser: what every walk does again and again, in the words on the page."""

import re

from playwright.sync_api import TimeoutError  # noqa: A004 (the browser's own)


class Visitor:
    """One browser of one person; ``mails`` is the shared outbox."""

    def __init__(self, browser, base, mails, **context):
        self.page = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 1000}, **context).new_page()
        self.base, self.mails, self.problems = base, mails, []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.set_default_timeout(30_000)

    def go(self, path):
        self.page.goto(self.base + path)
        return self

    def fill(self, **fields):
        """Fill fields by their name in the form."""
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]", str(value))
        return self

    def tick(self, name, *values):
        for value in values:
            self.page.check(f"main [name={name}][value='{value}']")
        return self

    def press(self, text):
        """Press the button whose name begins with this text (a hidden part may say of whom or what)."""
        button = self.page.get_by_role("button", name=re.compile(f"^{re.escape(text)}")).last
        assert button.count(), f"no button {text!r} on {self.page.url}:\n{self.page.inner_text('main')[:2000]}"
        return self._activate(button, text)

    def press_in(self, part, text):
        """Press a button within a part of the page."""
        return self._activate(part.get_by_role("button", name=re.compile(f"^{re.escape(text)}")), text)

    def follow(self, text):
        return self._activate(self.page.get_by_role("link", name=text).first, text)

    def _activate(self, element, text):
        """Go where a button or link leads, by the keyboard: what loads above it cannot move it from under a mouse."""
        where = self.page.url
        try:
            with self.page.expect_navigation():
                element.press("Enter")
        except TimeoutError as error:
            raise AssertionError(f"{text!r} on {where} led nowhere:\n{self.page.inner_text('main')[:2000]}") from error
        return self

    def sees(self, *texts):
        content = re.sub(r"\s+", " ", self.page.inner_text("body"))
        for text in texts:
            assert text in content, f"{text!r} is not on {self.page.url}:\n{content[:1500]}"
        return self

    def does_not_see(self, *texts):
        content = self.page.inner_text("body")
        assert [text for text in texts if text in content] == []
        return self

    def register(self, *, kind, name, email, password):
        """Make an account and confirm it with the link in the mail."""
        self.go("/registreren").tick("kind", kind).fill(full_name=name, email=email, password=password)
        self.press("Maak account")
        self.go(self.link_in_mail(email, "/bevestigen/")).press("Bevestig en log in")
        return self

    def login(self, email, password):
        return self.go("/inloggen").fill(email=email, password=password).press("Log in")

    def link_in_mail(self, recipient, path):
        """Return the path of the newest link in this person's mail."""
        bodies = [mail.body for mail in self.mails if recipient in mail.to and path in mail.body]
        assert bodies, f"no mail to {recipient} with {path}"
        return re.search(rf"{path}\S+", bodies[-1]).group()
