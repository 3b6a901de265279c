"""The tool that readers run in front of their program: the package ``explain/`` as one file.

The modules are put behind one another, each after those that it imports. The data becomes text in the file. Two modules
that define the same name are an error.
"""

from __future__ import annotations

import ast
import hashlib
import json
from pathlib import Path

from publishing.one_file import body_of, in_order, names_of, needs

PACKAGE = Path(__file__).resolve().parents[2] / "explain"
NAME = "explain.py"
LAST = "ways_in"  # its docstring is the file's, and what it defines is run
END = """
if __name__ == "__main__":
    main()
else:
    attach()
"""


def explain_file(site_url: str = "", package: Path = PACKAGE) -> str:
    """The text of ``explain.py``, whose links lead to ``site_url`` (empty: it names the pages).

    Raises ValueError, with file and line, if two modules define the same name or import each other in a circle.
    """
    modules = {path.stem: path.read_text("utf-8") for path in sorted(package.glob("*.py")) if path.stem != "__init__"}
    trees = {name: ast.parse(text) for name, text in modules.items()}
    order = in_order({name: needs(tree) for name, tree in trees.items()})
    imports, bodies, defined = set(), [], {}
    for name in order:
        path = package / f"{name}.py"
        if name == "data":
            body = _data(package)
        else:
            body, outside = body_of(modules[name], trees[name], path, LAST)
            imports |= outside
            for node in trees[name].body:
                for one in names_of(node):
                    if one in defined and defined[one] != name:
                        other = f"{defined[one]}.py"
                        raise ValueError(
                            f"{path}:{node.lineno}: expected a name of its own, got {one!r}, as in {other}"
                        )
                    defined[one] = name
        bodies.append(f"# {'-' * 100} {name}\n\n{body.strip()}\n")
    doc = ast.get_docstring(trees[LAST], clean=False)
    text = (
        "\n\n".join([f'"""{doc}"""', "from __future__ import annotations", "\n".join(sorted(imports)), *bodies]) + END
    )
    text = text.replace('SITE = ""', f"SITE = {site_url!r}", 1)
    compile(text, NAME, "exec")
    return text


def checksum(text: str) -> str:
    """The SHA-256 of the file, as ``sha256sum`` prints it."""
    return hashlib.sha256(text.encode()).hexdigest()


def languages(package: Path = PACKAGE) -> list[str]:
    """Those that the tool speaks, the default one first."""
    words = json.loads((package / "words.json").read_text("utf-8"))
    return list(next(iter(words.values())))


def _once(pairs: list[tuple[str, object]]) -> dict:
    """An object of JSON; of a key that is there twice, all but the last would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"expected each key once, got {next(key for key in keys if keys.count(key) > 1)!r} again")
    return found


def _data(package: Path) -> str:
    lines = ["import json as _json", ""]
    for name in ("messages", "causes", "words"):
        path = package / f"{name}.json"
        text = path.read_text("utf-8").strip()
        try:
            json.loads(text, object_pairs_hook=_once)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        lines.append(f'{name.upper()} = _json.loads(r"""{text}""")')
    return "\n".join(lines)
