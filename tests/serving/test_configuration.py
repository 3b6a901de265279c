"""Which line of mkdocs.yml a message names, and what is said of the error that ended a build."""

from __future__ import annotations

import io
import logging

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError

from serving.configuration import Places, line_of, said

TEXT = """\
site_name: A site
strict: perhaps
theme:
  name: material
  "features" :
plugins:
  - search
  - i18n:
      languages:
        - locale: en
"""


@pytest.fixture
def places(tmp_path) -> Places:
    (tmp_path / "mkdocs.yml").write_text(TEXT, "utf-8")
    return Places(tmp_path / "mkdocs.yml")


def logged(places: Places, level: int, text: str, *arguments: object) -> str:
    """A message as it comes through."""
    record = logging.LogRecord("mkdocs.config", level, "base.py", 1, text, arguments, None)
    assert places.filter(record) is True
    return record.getMessage()


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ([], 1),
        (["site_name"], 1),
        (["strict"], 2),
        (["theme", "features"], 5),
        (["plugins", "i18n"], 8),
        (["plugins", "search"], 7),
        (["plugins", "i18n", "locale"], 10),
        (["plugins", "name"], 6),  # which stands above
        (["plugins", "absent", "i18n"], 8),
        (["absent"], 1),
        (["stric."], 1),
        (["the"], 1),
        (["perhaps"], 1),
    ],
)
def test_a_key_has_a_line(names, line):
    assert line_of(TEXT, names) == line


@pytest.mark.parametrize("level", [logging.ERROR, logging.CRITICAL])
@pytest.mark.parametrize(
    ("keys", "error", "line"),
    [
        ("strict", "Expected type: bool\nbut received: 80% of str", 2),
        ("plugins", "Plugin 'i18n' option 'languages': wrong", 9),
        ("absent", "wrong", 1),
    ],
)
def test_a_value_that_mkdocs_does_not_take_has_a_place(places, level, keys, error, line):
    message = f"mkdocs.yml:{line}: expected a value of {keys} that MkDocs takes\ngot      {error}"
    assert logged(places, level, "Config value '%s': %s", keys, error) == message
    assert places.told == [message]


@pytest.mark.parametrize(
    ("level", "message"),
    [
        (logging.WARNING, "Config value 'strict': deprecated"),
        (logging.DEBUG, "Config value 'strict' = 'perhaps'"),
        (logging.ERROR, "Config value 'strict' = 'perhaps'"),
        (logging.ERROR, "Of the config value 'strict': something"),
    ],
)
def test_other_messages_stay(places, level, message):
    assert logged(places, level, message) == message
    assert places.told == []


def test_a_configuration_that_is_gone_has_one_line(tmp_path):
    places = Places(tmp_path / "other.yml")
    assert logged(places, logging.ERROR, "Config value 'strict': wrong").startswith("other.yml:1: expected a value of")


def test_what_mkdocs_has_said_of_the_configuration_is_said_of_the_error_that_follows_alone(places):
    places.told = ["one", "two"]
    assert said(Abort("Aborted"), places) == ("one\ntwo", True)
    assert places.told == []
    assert said(Abort("Aborted"), places) == ("Aborted", False)


def while_handling(other: BaseException, error: BaseException) -> BaseException:
    """The error as it is when it is raised where another is handled."""
    error.__context__ = other
    return error


@pytest.mark.parametrize(
    ("error", "context", "message"),
    [
        (Abort("Aborted"), BuildError("why"), ("why", True)),
        (Abort("Aborted"), PluginError("why"), ("why", True)),
        (Abort("Aborted"), ValueError("why"), ("Aborted", False)),
        (PluginError("more"), BuildError("why"), ("more", False)),
        (ConfigurationError("more"), ValueError("why"), ("more", False)),
        (OSError("more"), BuildError("why"), ("expected to build the site\ngot      OSError: more", False)),
    ],
)
def test_an_error_is_said_or_that_of_the_build_which_it_comes_from(places, error, context, message):
    assert said(while_handling(context, error), places) == message


class File(io.BytesIO):
    """A configuration as MkDocs opens it."""

    name = "/somewhere/mkdocs.yml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: 1\nb: [c\n",
            "3: expected YAML\ngot      expected ',' or ']', but got '<stream end>' while parsing a flow sequence",
        ),
        ("a: 1\nb: c: d\n", "2: expected YAML\ngot      mapping values are not allowed here"),
        ("a: *b\n", "1: expected YAML\ngot      found undefined alias 'b'"),
    ],
)
def test_of_what_is_no_yaml_the_place_is_said(places, text, message):
    with pytest.raises(ConfigurationError) as found:
        MkDocsConfig(config_file_path=File.name).load_file(File(text.encode()))
    assert said(found.value, places) == (f"mkdocs.yml:{message}", False)


def test_an_error_of_yaml_in_a_page_is_none_of_the_configuration(places):
    with pytest.raises(yaml.YAMLError) as found:
        yaml.safe_load("[")
    message, is_said = said(while_handling(found.value, ValueError("a page")), places)
    assert (message, is_said) == ("expected to build the site\ngot      ValueError: a page", False)
