"""What a snippet imitates of PyTorch, because a build has no GPU, is held against PyTorch's own.

A program that defines ``data_parallel`` runs twice: as it is, and with ``torch.nn.DataParallel`` over two GPUs in its
place. They are not there: ``Gpus`` notes which tensors would lie on one, and copies nothing. All else is PyTorch's.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import warnings
from collections.abc import Iterator

import pytest
import torch
from torch import nn
from torch.nn.parallel import comm, scatter_gather
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_leaves

from problems import fail_with
from programs import run_snippet
from project import DOCS, LANGUAGES, SNIPPETS, all_snippets
from running.promises import promised

REAL = "def data_parallel(net, *inputs):\n    return torch.nn.DataParallel(at(0, net), device_ids=[0, 1])(*inputs)\n"
GATHERED = re.compile("<(Cat|Gather)Backward0?>")  # the imitation concatenates
QUOTED = "situations/multi-gpu.md"


def imitation(tree: ast.Module) -> ast.FunctionDef | None:
    """The imitation of DataParallel in a program."""
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "data_parallel")
    return next(found, None)


def read(snippet: str) -> str:
    return (SNIPPETS / snippet).read_text("utf-8")


IMITATED = [snippet for snippet in all_snippets() if imitation(ast.parse(read(snippet)))]


class Gpus(TorchFunctionMode):
    """Tensors that say that they lie on a GPU: what ``at`` put there, what is made there, and what comes of both."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        tensors = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, torch.Tensor)]
        places = {tensor.gpu for tensor in tensors if hasattr(tensor, "gpu")}
        if function == torch.Tensor.device.__get__ and places:
            return torch.device("cuda", *places)
        if function == torch.Tensor.get_device and places:
            return places.pop()
        kwargs = dict(kwargs or {})
        if getattr(kwargs.get("device"), "type", "") == "cuda":
            places = {kwargs.pop("device").index}
        result = function(*args, **kwargs)
        return at(min(places), result) if places else result


def at(gpu: int, result):
    """Put what a call returned, or a network, on a GPU."""
    held = list(result.parameters()) if isinstance(result, nn.Module) else tree_leaves(result)
    for tensor in held:
        if isinstance(tensor, torch.Tensor):
            tensor.gpu = gpu
    return result


# The copies between GPUs, which a PyTorch without CUDA lacks. As torch/csrc/cuda/comm.cpp has them.
def scatter_copies(tensor, devices, sizes, dim, streams):
    parts = tensor.split(sizes, dim) if sizes else tensor.chunk(len(devices), dim)
    return [at(gpu, part.clone()) for gpu, part in zip(devices, parts, strict=False)]


def gather_copies(tensors, dim, gpu):
    assert len({tensor.dim() for tensor in tensors}) == 1
    return at(gpu, torch.cat([tensor.to(tensors[0].dtype) for tensor in tensors], dim))


def broadcast_copies(tensors, devices, size):
    return [[at(gpu, tensor.clone()) for tensor in tensors] for gpu in devices]


def add_up(gradients, gpu):
    return tuple(sum(parts) for parts in zip(*gradients, strict=True))


def one_after_another(self, replicas, inputs, kwargs):
    return [replica(*i, **k) for replica, i, k in zip(replicas, inputs, kwargs, strict=True)]


@pytest.fixture(autouse=True)
def two_gpus(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(torch._C, "_scatter", scatter_copies, raising=False)
    monkeypatch.setattr(torch._C, "_gather", gather_copies, raising=False)
    monkeypatch.setattr(torch._C, "_broadcast_coalesced", broadcast_copies, raising=False)
    monkeypatch.setattr(comm, "reduce_add_coalesced", add_up)
    monkeypatch.setattr(nn.DataParallel, "parallel_apply", one_after_another)  # it starts a thread for each GPU
    module = sys.modules["torch.nn.parallel.data_parallel"]  # its name in the package is the function's
    monkeypatch.setattr(module, "_get_available_device_type", lambda: "cuda")
    monkeypatch.setattr(module, "_check_balance", lambda devices: None)  # of memory
    with Gpus():
        yield


def run(tree: ast.Module) -> tuple[str, dict[str, object]]:
    """What a program prints, its error last; and its variables."""
    printed, names = io.StringIO(), {"__name__": "program", "at": at}
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(action="ignore"):
        try:
            exec(compile(ast.fix_missing_locations(tree), "program.py", "exec"), names)
        except Exception as error:
            print(type(error).__name__, error)
    return GATHERED.sub("<gathered>", printed.getvalue()), names


def runs(source: str):
    """The program with its imitation of DataParallel, and with DataParallel."""
    real = ast.parse(source)
    real.body[real.body.index(imitation(real))] = ast.parse(REAL).body[0]
    return run(ast.parse(source)), run(real)


def outcome(names: dict[str, object], *batch: torch.Tensor) -> str:
    """What ``data_parallel`` gives for a batch, and the gradient of the sum of that."""
    names["net"].zero_grad()
    with warnings.catch_warnings(action="ignore"):
        try:
            outputs = tree_leaves(names["data_parallel"](names["net"], *batch))
            sum(output.sum() for output in outputs).backward()
        except Exception as error:
            return f"{type(error).__name__} {error}"
    return GATHERED.sub("<gathered>", f"{outputs} {names['net'].linear.weight.grad}")


def differences(source: str) -> Iterator[str]:
    """Where the program's imitation of DataParallel differs from DataParallel: in what is printed, or another batch."""
    (printed, ours), (expected, theirs) = runs(source)
    if printed != expected:
        yield f"prints\n{printed}\nand with DataParallel\n{expected}"
    arguments = len(imitation(ast.parse(source)).args.args) - 1
    for size in range(6):
        torch.manual_seed(size)
        batch = [torch.randn(size, 1) for _ in range(arguments)]
        got, wanted = outcome(ours, *batch), outcome(theirs, *batch)
        if got != wanted:
            yield f"a batch of {size} gives\n{got}\nand with DataParallel\n{wanted}"


@pytest.mark.parametrize("snippet", IMITATED)
def test_an_imitation_of_dataparallel_does_what_dataparallel_does(snippet):
    fail_with(differences(read(snippet)))


def test_the_imitations_of_dataparallel_are_found():
    programs = [snippet for snippet in all_snippets() if "data_parallel(" in read(snippet)]
    assert programs == IMITATED != []


COUNTS = read("multi-gpu/uneven-counts.py")
ERROR = read("multi-gpu/error.py")
RETURNED = "return torch.cat([loss.view(1) for loss in losses])"


@pytest.mark.parametrize(
    "source",
    [
        ERROR.replace(RETURNED, "return sum(losses) / 2"),
        ERROR.replace(RETURNED, "return torch.stack(losses)[:1]"),
        ERROR.replace(RETURNED, "return torch.stack(losses).detach()"),
        ERROR.replace(RETURNED, "return torch.stack(losses) / 2"),
        ERROR.replace("chunk(2)", "chunk(3)"),
        ERROR.replace("chunk(2)", "split(2)"),
        COUNTS.replace(", device=targets.device", ""),
        COUNTS.replace("torch.tensor(targets.numel(), device=targets.device)", "targets.numel()"),
    ],
    ids=["average", "one GPU", "no graph", "divided", "three GPUs", "parts of two", "CPU tensor", "Python number"],
)
def test_a_wrong_imitation_of_dataparallel_is_noticed(source):
    assert source not in (ERROR, COUNTS)
    assert list(differences(source))


def quotes(text: str) -> bool:
    """Whether the page that has the imitation quotes PyTorch, in every language."""
    return all(f"`{text}`" in (DOCS / language / QUOTED).read_text("utf-8") for language in LANGUAGES)


def losses(gpus: int) -> list[torch.Tensor]:
    return [at(gpu, torch.tensor(float(gpu), requires_grad=True)) for gpu in range(gpus)]


def test_gather_warns_of_losses_without_a_dimension_in_the_words_that_the_page_quotes():
    with pytest.warns(UserWarning, match="gather") as warned:
        gathered = scatter_gather.gather(losses(2), 0)
    assert gathered.shape == (2,)
    assert quotes(str(warned[0].message))


def test_gather_does_not_warn_of_losses_with_a_dimension():
    parts = [at(gpu, torch.ones(size)) for gpu, size in enumerate((2, 1))]
    assert scatter_gather.gather(parts, 0).shape == (3,)  # a warning would be an error here


def test_gather_refuses_a_tensor_on_the_cpu_in_the_words_that_the_page_quotes():
    with pytest.raises(AssertionError) as refused:
        scatter_gather.gather([*losses(1), torch.tensor(1.0)], 0)
    assert quotes(str(refused.value))


def test_gather_refuses_a_python_number_in_the_words_that_the_page_quotes():
    with pytest.raises(TypeError) as refused:
        scatter_gather.gather([2, 1], 0)
    assert quotes(str(refused.value))


def test_a_python_number_is_not_split_and_a_tensor_without_a_dimension_cannot_be():
    batch = torch.ones(4, 1)
    for (part, number), gpu in zip(scatter_gather.scatter((batch, 4.0), [0, 1]), (0, 1), strict=True):
        assert (part.shape, part.device, number) == ((2, 1), torch.device("cuda", gpu), 4.0)
    (announced,) = [promised(read("multi-gpu/scatter.py").encode()).raises.error]
    with pytest.raises(RuntimeError) as refused:
        scatter_gather.scatter((batch, torch.tensor(4.0)), [0, 1])
    assert f"RuntimeError: {refused.value}" == announced
    assert run_snippet("multi-gpu/scatter-expand.py").transcript.endswith(
        f"{scatter_gather.scatter(torch.tensor(4.0).expand(2), [0, 1])}\n"
    )


def test_ddp_prints_the_average_of_the_gradients_of_the_processes():
    def gradient(*shards: list[float]) -> torch.Tensor:
        weight = torch.ones(1, requires_grad=True)
        losses = [(torch.tensor(shard) * (weight - 2)).square().mean() for shard in shards]
        return torch.autograd.grad(sum(losses) / len(losses), weight)[0]

    shown = run_snippet("multi-gpu/ddp.py").transcript.splitlines()[-1]
    assert shown == f"{gradient([1.0], [2.0, 2.0, 2.0])[None]}" != f"{gradient([1.0, 2.0, 2.0, 2.0])[None]}"
    assert run_snippet("multi-gpu/ddp-global.py").transcript.endswith(f"{gradient([1.0, 2.0, 2.0, 2.0])[None]}\n")
