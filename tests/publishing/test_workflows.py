"""The workflows: every command is a target of the Makefile, each action is pinned, no job may do more than it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from problems import fail_with
from project import ROOT

WORKFLOWS = {path.name: path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")}
PUBLISH, NEWEST, REPEAT = "publish.yml", "newest-torch.yml", "repeat.yml"
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
USES = re.compile(r"^\s*(?:- )?uses: (?P<action>\S+)(?P<comment>.*)$", re.M)
PINNED = re.compile(r"(?P<name>[\w-]+/[\w-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+")
READ = {"contents": "read"}
MORE = {  # what a job has beside the reading of the project
    (PUBLISH, "deploy"): {"pages": "write", "id-token": "write"},
    (NEWEST, "tell"): {**READ, "issues": "write"},
}
ON_MAIN = "github.ref == 'refs/heads/main'"
WITHOUT_PYTHON = {"make system", "make newest-issue"}  # they install no torch


def variables() -> set[str]:
    """What a build reads from the environment, and ``make publish`` does not set itself."""
    read = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8"))) | {"SOURCE_DATE_EPOCH"}
    (recipe,) = re.findall(r"^publish: offline.*\n((?:\t.*\n)+)", MAKEFILE, re.M)
    exported = re.findall(r"^publish: export (\w+)", MAKEFILE, re.M)
    return read - set(exported) - set(re.findall(r"(\w+)=", recipe))


def faults(name: str, text: str) -> Iterator[str]:
    """What is wrong with a workflow, whatever it is for."""
    workflow = yaml.safe_load(text)
    for use in USES.finditer(text):
        if not PINNED.fullmatch(use["action"] + use["comment"]):
            yield f"expected OWNER/NAME@ and 40 hexadecimal digits # vX.Y.Z, got {use['action']}{use['comment']}"
    if workflow.get("permissions") != READ:
        yield f"expected permissions {READ}, got {workflow.get('permissions')}"
    if "concurrency" not in workflow:
        yield "expected concurrency, got none"
    for key, job in workflow["jobs"].items():
        allowed = MORE.get((name, key))
        if job.get("permissions") != allowed:
            yield f"{key}: expected permissions {allowed}, got {job.get('permissions')}"
        if not job.get("timeout-minutes"):
            yield f"{key}: expected timeout-minutes, got none"
        steps = job["steps"]
        commands = [step["run"] for step in steps if "run" in step]
        for command in commands:
            if not command.startswith("make ") or command.removeprefix("make ") not in TARGETS:
                yield f"{key}: expected make and a target of the Makefile, got {command}"
        for step in steps:
            if "checkout@" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False:
                yield f"{key}: expected persist-credentials: false, got {step.get('with')}"
        if set(commands) - WITHOUT_PYTHON and "TORCH_INDEX" not in job.get("env", {}):
            yield f"{key}: expected TORCH_INDEX in env, got {job.get('env')}"


def test_there_are_all():
    assert set(WORKFLOWS) == {PUBLISH, NEWEST, REPEAT}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_and_does_what_it_needs(name):
    fail_with(f".github/workflows/{name}: {fault}" for fault in faults(name, WORKFLOWS[name]))


def test_an_action_is_everywhere_of_one_version():
    pins = {match.group() for text in WORKFLOWS.values() for match in PINNED.finditer(text)}
    names = [pin.partition("@")[0] for pin in pins]
    assert len(names) == len(set(names)) >= 6


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        (PUBLISH, "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "40 hexadecimal digits"),
        (PUBLISH, " # v7.0.1", "", "40 hexadecimal digits"),
        (PUBLISH, "run: make lint", "run: make everything", "a target of the Makefile"),
        (PUBLISH, "run: make lint", "run: pip install ruff", "a target of the Makefile"),
        (PUBLISH, "run: make lint", "run: make lint && curl example.org", "a target of the Makefile"),
        (PUBLISH, "run: make lint", "run: make lint ARGS=${{ github.event.pull_request.title }}", "a target"),
        (PUBLISH, "permissions:\n  contents: read", "permissions: write-all", "expected permissions"),
        (PUBLISH, "permissions:\n  contents: read\n", "", "expected permissions"),
        (PUBLISH, "      pages: write", "      pages: write\n      contents: write", "deploy: expected permissions"),
        (PUBLISH, "    timeout-minutes: 90\n", "", "build: expected timeout-minutes"),
        (PUBLISH, "          persist-credentials: false\n", "", "build: expected persist-credentials"),
        (PUBLISH, "      TORCH_INDEX:", "      TORCH:", "build: expected TORCH_INDEX"),
        (NEWEST, "    env:\n      TORCH_INDEX: ${{ vars.TORCH_INDEX }}\n", "", "compare: expected TORCH_INDEX"),
        (NEWEST, "concurrency:\n  group: newest-torch\n", "", "expected concurrency"),
        (REPEAT, "run: make repeat", "run: make repeat TIMES=1", "a target of the Makefile"),
        (
            NEWEST,
            "      issues: write",
            "      issues: write\n      pull-requests: write",
            "tell: expected permissions",
        ),
    ],
)
def test_a_fault_is_found(name, old, new, found):
    assert old in WORKFLOWS[name]
    assert any(found in fault for fault in faults(name, WORKFLOWS[name].replace(old, new, 1)))


def test_main_is_published_after_its_tests_and_nothing_else_is():
    workflow = yaml.safe_load(WORKFLOWS[PUBLISH])
    triggers = workflow[True]  # "on", as YAML reads it
    assert triggers == {"push": {"branches": ["main"]}, "pull_request": None, "workflow_dispatch": None}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert (deploy["if"], deploy["needs"]) == (ON_MAIN, "build")
    assert "if" not in build
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in build["steps"]]
    last = "actions/upload-pages-artifact"
    assert steps.index("make publish") < steps.index("make test") < steps.index(last) == len(steps) - 1
    assert [step["if"] for step in build["steps"] if "if" in step] == [ON_MAIN]
    assert build["steps"][-1]["with"] == {"path": "site"}
    assert build["steps"][0]["with"]["fetch-depth"] == 0  # test_hosting.py reads the history


def test_the_build_that_is_published_has_every_variable_that_it_reads():
    build = yaml.safe_load(WORKFLOWS[PUBLISH])["jobs"]["build"]
    (step,) = (step for step in build["steps"] if step.get("run") == "make publish")
    assert set(step["env"]) == variables() >= {"SITE_URL", "PUBLISHED_ON"}
    assert set(build["env"]) == {"TORCH_INDEX"}, "what a build reads would change what the tests build, too"


def test_the_issue_is_written_each_week_by_a_job_without_torch():
    workflow = yaml.safe_load(WORKFLOWS[NEWEST])
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}
    compare, tell = workflow["jobs"]["compare"], workflow["jobs"]["tell"]
    kept, (taken,) = compare["steps"][-1], [step for step in tell["steps"] if "download" in step.get("uses", "")]
    assert [step["run"] for step in compare["steps"] if "run" in step] == ["make newest"]
    assert [step["run"] for step in tell["steps"] if "run" in step] == ["make newest-issue"]
    assert kept["with"]["path"] == f"{taken['with']['path']}/newest-torch.md"
    assert f"NEWEST := {kept['with']['path']}\n" in MAKEFILE
    assert kept["with"]["name"] == taken["with"]["name"]
    assert "GH_TOKEN" not in compare["env"]


def test_all_tests_are_repeated_twenty_times_each_month():
    workflow = yaml.safe_load(WORKFLOWS[REPEAT])
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}
    (job,) = workflow["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make system", "make repeat"]
    assert len(job["strategy"]["matrix"]["half"]) * job["env"]["TIMES"] == 20
    assert "tools/repeat.py $(or $(TIMES),20) $(ARGS)\n" in MAKEFILE
