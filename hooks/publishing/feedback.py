"""A line at a page's foot for a reader whom it did not help: a link to the repository's form, with the page filled in.

``extra: repository`` says where that is; without it there is no line. The form is
``.github/ISSUE_TEMPLATE/page-did-not-help.yml``, whose fields have the ids that are filled in here.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from mkdocs.exceptions import PluginError

from pages.heads import torch_version

FORM = "page-did-not-help.yml"
REPOSITORY = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+")


def check_repository(config) -> None:
    """Look at ``extra: repository``.

    Raises:
        PluginError: it is no address of a repository whose forms can be filled in.
    """
    if (given := config.extra["repository"]) and not REPOSITORY.fullmatch(given):
        raise PluginError(f"expected REPO_URL to be https://github.com/OWNER/NAME\ngot      {given}")


def link_feedback(context, page, config) -> None:
    """Give the templates, as ``reader_form``, the address of the form, if there is a repository.

    The page is named by its address, or, where the site has none, by its path.
    """
    if config.extra["repository"]:
        filled = {"template": FORM, "page": page.canonical_url or page.url, "page_torch": torch_version()}
        context["reader_form"] = f"{config.extra['repository']}/issues/new?{urlencode(filled, quote_via=quote)}"
