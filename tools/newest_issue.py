"""Tell the maintainers what ``newest_torch.py`` found: one issue, which later weeks change, until nothing is found.

    newest_issue.py FILE    opens the issue with the text of FILE, or gives that to the one that is open; closes it if
                            FILE is empty

Needs the program ``gh``, and what that reads: GH_TOKEN and GH_REPO. Imports the standard library alone, so that whoever
holds the token runs nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LABEL = "newest-torch"
TITLE = "The newest PyTorch changes what the pages show"
DONE = "The newest PyTorch changes nothing any more."


def main(file: str) -> None:
    text = Path(file).read_text("utf-8").strip()
    number = gh(
        "issue", "list", "--label", LABEL, "--state", "open", "--json", "number", "--jq", ".[0].number // empty"
    )
    if text and number:
        gh("issue", "edit", number, "--body-file", file)
    elif text:
        gh("label", "create", LABEL, "--force", "--description", "What the newest PyTorch changes, found each week")
        gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", file)
    elif number:
        gh("issue", "close", number, "--comment", DONE)


def gh(*arguments: str) -> str:
    """Run ``gh``, which must succeed, and return what it printed. No shell reads what it is given."""
    done = subprocess.run(["gh", *arguments], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode:
        told = " ".join(arguments[:2])
        sys.exit(f"expected gh {told} to succeed\ngot      exit status {done.returncode}; its message is above")
    return done.stdout.strip()


if __name__ == "__main__":
    main(*sys.argv[1:])
