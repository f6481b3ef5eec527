"""docs/rules.md, the functions of the law and their tests must agree."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import matcher.rules

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
MODULES = {
    row.name: importlib.import_module(f"matcher.rules.{row.name}")
    for row in pkgutil.iter_modules(matcher.rules.__path__)
}


def own_functions(module):
    found = {name: inspect.unwrap(f) for name, f in vars(module).items() if callable(f) and not name.startswith("_")}
    return {name: f for name, f in found.items() if inspect.isfunction(f) and f.__module__ == module.__name__}


def named(pattern):
    return set(re.findall(pattern, DOCUMENT))


def test_every_function_in_the_document_exists():
    for module, name in named(r"`(\w+)\.([a-z]\w+)`"):
        if module in MODULES:
            assert name in own_functions(MODULES[module]), f"{module}.{name}"


def test_every_public_function_is_in_the_document():
    wanted = {(m, name) for m, module in MODULES.items() for name in own_functions(module)}
    assert wanted - named(r"`(\w+)\.([a-z]\w+)`") == set()


def test_every_test_in_the_document_exists():
    for file, name in named(r"`(test_\w+)\.(test_\w+)`"):
        paths = list((ROOT / "tests").glob(f"*/rules/{file}.py"))
        assert len(paths) == 1, file
        assert f"def {name}(" in paths[0].read_text(encoding="utf-8"), name


def test_every_public_function_is_explained():
    for module in MODULES.values():
        for name, function in own_functions(module).items():
            assert function.__doc__, name
