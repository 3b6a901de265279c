"""What the tool says of programs of a few lines, each for something that no larger program here has."""

from __future__ import annotations

import pytest
from explained import PROGRAMS, Explained, explained

from project import SNIPPETS

FABRIC = """\
class Fabric:
    def backward(self, given):
        scaled = given / 4
        scaled.backward()
"""


@pytest.fixture
def explain(tmp_path, shared):
    """Has a program explained, with modules beside it."""

    def run(text: str, **modules: str) -> Explained:
        folder = tmp_path / "site-packages"
        folder.mkdir()
        for name, module in modules.items():
            (folder / f"{name}.py").write_text(module, "utf-8")
        program = tmp_path / "program.py"
        program.write_text(f"import sys\nimport torch\nsys.path.append({str(folder)!r})\n{text}", "utf-8")
        found = explained(program, shared)
        assert found.failed is None
        return found

    return run


def test_what_a_library_divided_is_the_programs_tensor(explain):
    text = "from fabric import Fabric\nloss = torch.ones(3, requires_grad=True) * 2\nFabric().backward(loss)\n"
    found = explain(text, fabric=FABRIC)
    assert (found.facts["name"], found.facts["shape"], found.facts["at"]["line"]) == ("loss", [3], 6)
    assert "backward() was called inside fabric, on what the line above gave it." in found.texts["en"]


def test_a_loss_may_be_the_first_that_a_method_gives_a_library(explain):
    found = explain(
        "from fitted import fit\n"
        "class Net:\n"
        "    def training_step(self, batch):\n"
        "        loss = (batch * 2 - 1) ** 2\n"
        "        return loss, torch.zeros(3)\n"
        "fit(Net(), torch.ones(3, requires_grad=True))\n",
        fitted=(
            "def fit(module, batch, steps=('training_step',)):\n"
            "    for name in steps:\n"
            "        result = getattr(module, name)(batch)\n"
            "    given = max(result, key=lambda one: one.requires_grad)\n"
            "    given.backward()\n"
        ),
    )
    assert "It is made by `(batch * 2 - 1) ** 2`  program.py:7" in found.texts["en"]


def test_what_a_library_divided_is_what_a_method_gave_it(explain):
    found = explain(
        "from fitted import fit\n"
        "class Net:\n"
        "    def training_step(self, batch):\n"
        "        loss = torch.nn.functional.l1_loss(batch * 2, batch * 3, reduction='none')\n"
        "        return loss\n"
        "fit(Net(), torch.ones(3, requires_grad=True))\n",
        fitted=(
            "def fit(module, batch, steps=('training_step',)):\n"
            "    for name in steps:\n"
            "        result = getattr(module, name)(batch)\n"
            "    given = result / 4\n"
            "    given.backward()\n"
        ),
    )
    assert "l1_loss ran with reduction='none'" in found.texts["en"]
    assert [edit["line"] for edit in found.edits] == [7]


def test_a_loss_of_torchs_that_has_its_reduction_off_is_named(explain):
    found = explain(
        "out = torch.ones(6, 2, requires_grad=True) * 2\n"
        'loss = torch.nn.functional.l1_loss(out, torch.zeros(6, 2), reduction="none")\n'
        "loss.backward()\n"
    )
    assert (found.facts["cause"], found.facts["fix"]["confidence"]) == ("reduction-none", "certain")
    assert "l1_loss ran with reduction='none'" in found.texts["en"]


def test_of_several_losses_the_one_that_has_its_reduction_off_is_named(explain):
    found = explain(
        "criteria = {'a': torch.nn.MSELoss(),\n"
        "            'b': torch.nn.MSELoss(reduction='none')}\n"
        "x = torch.ones(3, requires_grad=True) * 2\n"
        "losses = {task: criteria[task](x, torch.zeros(3)) for task in criteria}\n"
        "loss = sum(losses.values())\n"
        "loss.backward()\n"
    )
    assert "MSELoss ran with reduction='none'" in found.texts["en"]
    assert "reduction='none' is given at program.py:5" in found.texts["en"]


def test_what_changed_more_often_than_the_tensor_is_not_taken_for_it(explain):
    found = explain(
        "def make(x):\n"
        "    return x.exp()\n"
        "part = make(torch.ones(3, requires_grad=True))\n"
        "loss = part.sum()\n"
        "part += 1\n"
        "o = torch.zeros(3)\n"
        "o += 1\n"
        "o += 1\n"
        "loss.backward()\n"
    )
    assert found.facts["error"] == "in-place"
    assert "`part += 1` writes into it  program.py:8" in found.texts["en"]


def test_functions_that_call_themselves_are_followed_so_far_as_they_go(explain):
    found = explain(
        "def deeper(x, depth):\n"
        "    if depth == 0:\n"
        "        return x * 2\n"
        "    return deeper(x, depth - 1)\n"
        "def either(x):\n"
        "    return deeper(x, 3) if x.sum() > 0 else either(-x)\n"
        "loss = either(torch.ones(3, requires_grad=True)) + 1\n"
        "loss.backward()\n"
    )
    assert [edit["line"] for edit in found.edits] == [10]


def test_a_module_that_writes_elsewhere_is_not_blamed(explain):
    found = explain(
        "act = torch.nn.ReLU(inplace=True)\n"
        "def part(x):\n"
        "    return x.exp()\n"
        "def step(x):\n"
        "    hidden = part(x)\n"
        "    act(torch.ones(3))\n"
        "    hidden[0] = 1\n"
        "    return hidden.sum()\n"
        "step(torch.ones(3, requires_grad=True)).backward()\n"
    )
    assert "`hidden[0] = 1` writes into it  program.py:10" in found.texts["en"]


def test_of_a_network_that_is_frozen_the_output_is_named(explain):
    found = explain(
        "class Net(torch.nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.layer = torch.nn.Linear(3, 1)\n"
        "    def forward(self, x):\n"
        "        return self.layer(x)\n"
        "net = Net().requires_grad_(False)\n"
        "out = net(torch.ones(2, 3))\n"
        "out.sum().backward()\n"
    )
    assert [(term["name"], term["why"]) for term in found.facts["terms"]] == [("out", "frozen")]


def test_a_statement_moves_out_of_a_block_of_three(explain):
    found = explain(
        "x = torch.ones(3, requires_grad=True)\n"
        "with torch.no_grad():\n"
        "    a = torch.zeros(1)\n"
        "    y = x * 2\n"
        "    b = torch.zeros(1)\n"
        "y.sum().backward()\n"
    )
    assert [(edit["line"], edit["new"]) for edit in found.edits] == [(7, ""), (8, "    b = torch.zeros(1)\ny = x * 2")]


def test_of_several_functions_the_one_with_wrong_gradients_is_named(explain):
    function = (
        "class {}(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx, x):\n"
        "        return x * 2\n"
        "    @staticmethod\n"
        "    def backward(ctx, gradient):\n"
        "        return {}\n"
    )
    found = explain(
        function.format("Fine", "gradient * 2")
        + function.format("Wrong", "gradient.sum(0)")
        + "Wrong.apply(Fine.apply(torch.ones(3, 2, requires_grad=True))).sum().backward()\n"
    )
    assert [(term["name"], term["line"]) for term in found.facts["terms"]] == [("gradient.sum(0)", 17)]


def test_of_another_process_the_programs_own_line_is_named(explain):
    """It is between those of torch and of Python."""
    found = explain(
        "lines = [torch.multiprocessing.__file__, __file__, torch.__file__, sys.modules['os'].__file__]\n"
        "text = ''.join(f'  File \"{path}\", line 2, in work\\n' for path in lines)\n"
        "raise RuntimeError(f'{text}RuntimeError: grad can be implicitly created only for scalar outputs')\n"
    )
    assert (found.facts["at"]["line"], found.facts["terms"][-1]["name"]) == (2, "import torch")


def test_no_tensor_of_another_shape_stands_in_for_one_that_is_not_used(explain):
    found = explain(
        "w = torch.ones(2, requires_grad=True)\n"
        "z = torch.ones(3, requires_grad=True)\n"
        "loss = (w * 2).sum()\n"
        "torch.autograd.grad(loss, z)\n"
    )
    assert found.facts["error"] == "unused"
    assert [edit["new"] for edit in found.edits] == ["torch.autograd.grad(loss, z, materialize_grads=True)"]


def test_weights_of_samples_need_the_loss_of_each(explain):
    found = explain(
        "out = torch.ones(6, requires_grad=True) * 2\n"
        "loss = torch.nn.functional.mse_loss(out, torch.zeros(6)) * torch.ones(6)\n"
        "loss.backward()\n"
    )
    assert "The weights need the loss of each sample: reduce after them, not before." in found.texts["en"]
    assert 'reduction="none"' in found.edits[0]["new"]


@pytest.mark.parametrize(
    ("use", "line"), [("loss.abs().mean()", 5), ("loss.detach().mean()", 7), ("[one for one in loss]", 7)]
)
def test_what_is_used_as_many_numbers_elsewhere_stays_so(explain, use, line):
    found = explain(
        f"out = torch.ones(6, requires_grad=True) * 2\nloss = (out - 1) ** 2\nprint({use})\nloss.backward()\n"
    )
    assert [edit["line"] for edit in found.edits] == [line]


@pytest.mark.parametrize(
    ("program", "new"),
    [
        (PROGRAMS / "mini_bert_cls.py", "outputs = model(b_input_ids, attention_mask=b_input_mask, labels=b_labels)"),
        (
            SNIPPETS / "second-step" / "survivors.py",
            "net.moving_mean = 0.9 * net.moving_mean.detach() + 0.1 * outputs.mean(0)",
        ),
    ],
)
def test_of_several_changes_that_would_do_the_better_one_is_printed(program, new, shared):
    assert [edit["new"].strip() for edit in explained(program, shared).edits] == [new]


def test_another_tensor_of_that_shape_that_was_written_to_is_not_named(explain):
    found = explain(
        "def change(t):\n"
        "    t += 1\n"
        "part = torch.ones(3, requires_grad=True).exp()\n"
        "loss = part.sum()\n"
        "change(part)\n"
        "other = torch.zeros(3)\n"
        "other += 1\n"
        "other += 1\n"
        "loss.backward()\n"
    )
    assert "program.py:5" in found.texts["en"]
    assert "other" not in found.texts["en"]
