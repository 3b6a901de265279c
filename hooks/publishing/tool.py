"""The tool ``explain.py`` as a file of the site, as what programs on pages are run through, and as the pages name it.

A page links the file as ``../../explain.py``, from its own source as if it lay in ``docs/``. What only a build knows
stands in double braces: ``{{ explain_sha256 }}``, and ``{{ explain_address }}``, whose line goes where the site has no
address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from publishing.explain import NAME, checksum, explain_file, languages

CHECKSUM, ADDRESS = "{{ explain_sha256 }}", "{{ explain_address }}"
LINES = re.compile(rf"^.*{re.escape(ADDRESS)}.*\n", re.M)
LINK = re.compile(rf"\[(?P<text>[^\]]*)\]\((?:\.\./)+{re.escape(NAME)}\)(?:\{{[^{{}}]*\}})?")


@dataclass(frozen=True)
class Tool:
    """The tool of one build.

    Attributes:
        text: the file's.
        address: where the site has it, if the site has an address.
        path: the copy that programs are run through; that of the site is not there before they run.
    """

    text: str
    address: str
    path: Path

    def through(self, locale: str) -> tuple[str, ...]:
        """What runs a program through it, in the language of a page, or the first where it does not speak that."""
        spoken = languages()
        return str(self.path), "--lang", locale if locale in spoken else spoken[0]

    def offer(self, files, config) -> None:
        """Make it a file of the site. Comes after the language plugin, which would look for a file on the disk."""
        files.append(File.generated(config, NAME, content=self.text))

    def fill(self, markdown: str) -> str:
        """A page's source with what only a build knows."""
        markdown = markdown.replace(CHECKSUM, checksum(self.text))
        return markdown.replace(ADDRESS, self.address) if self.address else LINES.sub("", markdown)

    def link_from_anywhere(self, markdown: str) -> str:
        """The same for whoever reads it elsewhere: the link has the address, or only its words stay."""
        return LINK.sub(rf"[\g<text>]({self.address})" if self.address else r"\g<text>", markdown)


def make_tool(config, folder: Path) -> Tool:
    """Put the tool together, with links to the site that is built, and a copy in ``folder``.

    Raises:
        PluginError: its modules do not fit into one file.
    """
    try:
        text = explain_file(config.site_url or "")
    except (ValueError, SyntaxError) as error:
        raise PluginError(str(error)) from error
    path = folder / NAME
    path.write_bytes(text.encode())
    return Tool(text, config.site_url + NAME if config.site_url else "", path)
