"""Runs axe-core on a page in the browser. Shared by the tests and the audit; holds no test."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

SCHEMES = ("light", "dark")


def violations(page, *rules: str) -> list[str]:
    """What axe-core finds wrong with the page as it is shown, a line each; of some rules only, where they are named."""
    options = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]]
