"""Says in JSON-LD (schema.org) what each page is; ``partials/machines.html`` puts it there."""

from __future__ import annotations

import json

from markupsafe import Markup

from pages.heads import torch_version


def describe_page(context, page, config, nav) -> None:
    """Give the template the page's data."""
    graph = [article(page, nav, config, context.get("card"))]
    if page.canonical_url and nav.homepage not in (None, page):
        graph.append(breadcrumbs([nav.homepage, page]))
    # Nothing in it may end the script element that it stands in.
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False).replace("<", "\\u003c")
    context["structured_data"] = Markup(text)


def article(page, nav, config, image: str | None) -> dict:
    """The page itself. Addresses are left out where the site has none."""
    site = {"@type": "WebSite", "name": config.site_name, "url": nav.homepage and nav.homepage.canonical_url}
    properties = {
        "@type": "TechArticle",
        "headline": page.meta.get("title") or page.title,
        "description": page.meta.get("description"),
        "inLanguage": config.plugins["i18n"].current_language,
        "articleSection": page.parent and page.parent.title,
        "dependencies": f"PyTorch {torch_version()}",
        # Of the build, which SOURCE_DATE_EPOCH tells: the programs on the page ran on that day.
        "dateModified": page.update_date,
        "image": image,
        "url": page.canonical_url,
        "mainEntityOfPage": page.canonical_url,
        "isPartOf": {name: value for name, value in site.items() if value},
    }
    return {name: value for name, value in properties.items() if value}


def breadcrumbs(pages: list) -> dict:
    """The way to a page. The sections of the navigation are no pages, so they are not on it."""
    items = [
        {"@type": "ListItem", "position": position, "name": page.title, "item": page.canonical_url}
        for position, page in enumerate(pages, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
