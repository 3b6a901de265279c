"""What a program prints does not depend on the processor: on each, torch takes the same, plain instructions."""

from __future__ import annotations

import platform

import pytest

from project import SNIPPETS, all_snippets
from running import runner as running
from running.runner import Runner, environment

# With wider instructions, torch adds in another order: these print another last digit.
DEPEND = ["full-jacobian/batch.py", "hessian-vector/smooth.py", "hessian-vector/solve.py"]
SAMPLE = [snippet for snippet in all_snippets()[::20] if snippet not in DEPEND]
ASK = "import torch\nprint(torch.backends.cpu.get_cpu_capability())\n"


def transcripts_in(folder) -> tuple[str, dict[str, str]]:
    """What torch calls the instructions that it takes in programs, and what each program prints with them."""
    path = folder / "ask.py"
    path.write_text(ASK)
    programs = Runner()
    try:
        programs.prefetch([path, *(SNIPPETS / snippet for snippet in [*SAMPLE, *DEPEND])])
        return programs.run(path).transcript.strip(), {
            snippet: programs.run(SNIPPETS / snippet).transcript for snippet in [*SAMPLE, *DEPEND]
        }
    finally:
        programs.stop()


@pytest.mark.parametrize("fork", [True, False], ids=["fork", "new-interpreter"])
def test_a_program_takes_plain_instructions(tmp_path, monkeypatch, fork):
    monkeypatch.setenv("ATEN_CPU_CAPABILITY", "avx2")
    assert environment()["ATEN_CPU_CAPABILITY"] == "default"
    path = tmp_path / "ask.py"
    path.write_text(ASK)
    programs = Runner(fork=fork, seconds=60)
    try:
        assert programs.run(path).transcript == "DEFAULT\n"
    finally:
        programs.stop()


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the instructions are of that processor")
def test_wider_instructions_change_no_program_but_those_that_are_known(tmp_path, monkeypatch):
    plain, expected = transcripts_in(tmp_path)
    monkeypatch.setitem(running.OURS, "ATEN_CPU_CAPABILITY", "avx2")
    wide, obtained = transcripts_in(tmp_path)
    if wide != "AVX2":
        pytest.skip(f"this processor has no AVX2, only {wide}")
    assert plain == "DEFAULT"
    assert [snippet for snippet in expected if obtained[snippet] != expected[snippet]] == DEPEND
