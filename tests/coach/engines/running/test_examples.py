"""The worked examples in the docstrings of the running engines are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from coach.engines import load, running

MODULES = [f"{running.__name__}.{module.name}" for module in pkgutil.iter_modules(running.__path__)]


@pytest.mark.parametrize("name", [load.__name__, *MODULES])
def test_the_examples_of_an_engine_are_true(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name))

    assert outcome.attempted > 0
    assert outcome.failed == 0
