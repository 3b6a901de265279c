"""``make TORCH_INDEX=…`` takes torch, and nothing else, from that index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from project import ROOT

WHEEL = {
    "torch.py": "",
    "torch-2.13.0+cpu.dist-info/METADATA": "Metadata-Version: 2.1\nName: torch\nVersion: 2.13.0+cpu\n",
    "torch-2.13.0+cpu.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "torch-2.13.0+cpu.dist-info/RECORD": "",
}


def make(folder: Path, *settings: str) -> subprocess.CompletedProcess[str]:
    """Make the environment in the folder, with a pip that knows no index of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        ["make", ".venv/lock", f"PYTHON={sys.executable}", *settings],
        cwd=folder,
        env={**own, "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": (folder / "none").as_uri()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_torch_comes_from_the_index_that_is_given(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text("torch==2.13.0\n", "utf-8")
    wheel = tmp_path / "index" / "torch" / "torch-2.13.0+cpu-py3-none-any.whl"
    wheel.parent.mkdir(parents=True)
    with ZipFile(wheel, "w") as archive:
        for name, text in WHEEL.items():
            archive.writestr(name, text)
    (wheel.parent / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>', "utf-8")
    done = make(tmp_path)
    assert done.returncode != 0
    assert "No matching distribution found for torch==2.13.0" in done.stdout
    done = make(tmp_path, f"TORCH_INDEX={(tmp_path / 'index').as_uri()}")
    assert done.returncode == 0, done.stdout
    (installed,) = (tmp_path / ".venv").glob("lib/python*/site-packages/torch-*.dist-info")
    assert installed.name == "torch-2.13.0+cpu.dist-info"


def test_the_index_is_asked_for_torch_alone_and_before_all_else():
    command = ["make", "--dry-run", "--always-make", ".venv/lock", "TORCH_INDEX=https://example.org/cpu"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    torch, rest = (line for line in done.stdout.splitlines() if " pip install " in line)
    assert torch.endswith(" --no-deps --index-url https://example.org/cpu --constraint requirements.txt torch")
    assert rest.endswith(" -r requirements.txt")
    assert "example.org" not in rest
