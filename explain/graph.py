"""The autograd graph of the failed run, read only: the shape of every intermediate result, and what made it.

``Private`` is the only place that touches attributes that PyTorch does not document. Each of them falls back to None.
"""

from __future__ import annotations

import re

import explain.reading as reading


class Private:
    """Undocumented attributes of a node of the graph."""

    @staticmethod
    def sizes(node, number: int) -> tuple[int, ...] | None:
        """The shape of an output of the node (torch 2.5 and later)."""
        try:
            return tuple(int(n) for n in node._input_metadata[number].shape)
        except Exception:
            return None

    @staticmethod
    def is_complex(node, number: int) -> bool | None:
        """Whether an output of the node is complex (torch 2.5 and later)."""
        try:
            return node._input_metadata[number].dtype.is_complex
        except Exception:
            return None

    @staticmethod
    def knows_sizes(node) -> bool:
        return hasattr(node, "_input_metadata")

    @staticmethod
    def order(node) -> int | None:
        """Nodes that are made later have a higher number (torch 2.1 and later)."""
        try:
            number = node._sequence_nr()
        except Exception:
            return None
        return number if number < 1 << 62 else None

    @staticmethod
    def hooked(node, name: str) -> bool:
        """Whether reading a saved tensor would run code of the program: a checkpoint computes its part again."""
        try:
            raw = getattr(node, "_raw_saved_" + name, None)
        except RuntimeError:  # freed
            return True
        if raw is None or isinstance(raw, (tuple, list)):
            return raw is not None
        return getattr(raw, "unpack_hook", raw) is not None

    @staticmethod
    def saved(node, name: str):
        try:
            if hasattr(node, "_raw_saved_" + name) and Private.hooked(node, name):
                return None
            return getattr(node, "_saved_" + name)
        except (AttributeError, RuntimeError):
            return None

    @staticmethod
    def unreadable(node) -> list[str]:
        """Why saved tensors of the node cannot be read any more."""
        found = []
        for name in dir(node):
            if name.startswith("_raw_saved_") and not Private.hooked(node, name[11:]):
                try:
                    getattr(node, "_saved_" + name[11:])
                except RuntimeError as error:
                    found.append(str(error))
                except AttributeError:
                    continue
        return found

    @staticmethod
    def function(node) -> type | None:
        """The ``autograd.Function`` of a node that is written in Python."""
        return getattr(type(node), "_forward_cls", None) or getattr(node, "_forward_cls", None)

    @staticmethod
    def gathered_scalars(node) -> bool | None:
        """Whether DataParallel's Gather made a vector of single numbers."""
        return getattr(node, "unsqueezed_scalar", None)


LOSSES = {
    "NllLoss": ("nll_loss", "cross_entropy", "CrossEntropyLoss", "NLLLoss"),
    "NllLoss2D": ("nll_loss", "cross_entropy", "CrossEntropyLoss", "NLLLoss"),
    "MseLoss": ("mse_loss", "MSELoss"),
    "L1Loss": ("l1_loss", "L1Loss"),
    "BinaryCrossEntropy": ("binary_cross_entropy", "BCELoss"),
    "BinaryCrossEntropyWithLogits": ("binary_cross_entropy_with_logits", "BCEWithLogitsLoss"),
    "SmoothL1Loss": ("smooth_l1_loss", "SmoothL1Loss"),
    "HuberLoss": ("huber_loss", "HuberLoss"),
    "SoftMarginLoss": ("soft_margin_loss", "SoftMarginLoss"),
    "MultiMarginLoss": ("multi_margin_loss", "MultiMarginLoss"),
    "MultilabelMarginLoss": ("multilabel_margin_loss", "MultiLabelMarginLoss"),
    "CtcLoss": ("ctc_loss", "CTCLoss"),
    "KlDiv": ("kl_div", "KLDivLoss"),
}
BINARY = {
    "Add",
    "Sub",
    "Rsub",
    "Mul",
    "Div",
    "Maximum",
    "Minimum",
    "Where",
    "Lerp",
    "Addcmul",
    "Addcdiv",
    "Atan2",
    "Fmax",
    "Fmin",
    "Xlogy",
    "Pow",
}
PASSING = {  # one input goes through, element by element or in another shape
    "Neg", "Exp", "Log", "Log1P", "Log2", "Log10", "Sqrt", "Rsqrt", "Abs", "Pow", "Clamp", "ClampMin",
    "ClampMax", "View", "UnsafeView",
    "Reshape", "ReshapeAlias", "Squeeze", "Unsqueeze", "T", "Transpose", "Permute", "ToCopy", "Clone", "Alias",
    "Slice", "Select", "Index",
    "MaskedSelect", "Sin", "Cos", "Sigmoid", "LogSigmoid", "Tanh", "Relu", "Softplus", "LeakyRelu", "Gelu",
    "Silu", "Reciprocal", "Sgn",
    "Expm1", "Flatten", "MaskedFill", "Round", "Gather", "Detach", "Erf", "Hardtanh", "Elu", "Sign", "NanToNum",
    "Contiguous", "Identity",
    "CopySlices", "Mul", "Div", "Add", "Sub", "Rsub", "AsStrided", "Diagonal", "Unbind", "Split",
    "SplitWithSizes", "MseLoss", "L1Loss",
    "SmoothL1Loss", "HuberLoss", "BinaryCrossEntropy", "BinaryCrossEntropyWithLogits",
}  # fmt: skip
RESHAPING = {
    "View",
    "UnsafeView",
    "Reshape",
    "ReshapeAlias",
    "Squeeze",
    "Unsqueeze",
    "T",
    "Transpose",
    "Permute",
    "Flatten",
    "ToCopy",
    "Clone",
    "Alias",
    "Contiguous",
}
ACTIVATIONS = {"Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Select", "Slice", "Index"} | RESHAPING
PARTIAL = {
    "Sum", "Mean", "Logsumexp", "LinalgVectorNorm", "Norm", "Amax", "Amin", "Var", "Std", "Prod", "Max", "Min",
    "Median", "CosineSimilarity",
    "Aminmax", "Nanmean", "Nansum", "EuclideanDist", "PairwiseDistance", "Cdist",
}  # fmt: skip
LAYERS = {
    "Addmm": "linear", "Mm": "matmul", "Bmm": "matmul", "Baddbmm": "matmul", "Mv": "matmul", "Linear": "linear",
    "Convolution": "convolution",
    "MkldnnConvolution": "convolution", "CudnnConvolution": "convolution", "SlowConv3D": "convolution",
    "ThnnConv2D": "convolution",
    "NativeBatchNorm": "normalisation", "CudnnBatchNorm": "normalisation", "NativeLayerNorm": "normalisation",
    "NativeGroupNorm": "normalisation",
    "Embedding": "embedding", "MkldnnRnnLayer": "recurrent", "CudnnRnn": "recurrent",
    "MaxPool2DWithIndices": "pooling", "AvgPool2D": "pooling",
    "AdaptiveAvgPool2D": "pooling", "MeanPool": "pooling", "ScaledDotProductFlashAttentionForCpu": "attention",
    "NativeDropout": "dropout",
    "FusedDropout": "dropout", "UpsampleBilinear2D": "upsampling", "UpsampleNearest2D": "upsampling",
}  # fmt: skip


class Op:
    """An output of a node of the graph. ``shape`` is None where this release of PyTorch does not keep it."""

    def __init__(self, node, number: int = 0, hint=None, shapes: dict | None = None):
        self.node, self.number, self.shapes = node, number, shapes if shapes is not None else {}
        raw = node.name() if hasattr(node, "name") else type(node).__name__
        self.raw = raw.rpartition("::")[2]
        self.kind = re.sub(r"Backward\w*$", "", self.raw)
        self.key = (id(node), number)
        self.shape = Private.sizes(node, number) if Private.knows_sizes(node) else self._guessed(hint)
        self._inputs = None

    @classmethod
    def of(cls, tensor, shapes: dict | None = None) -> Op | None:
        """The operation that made a tensor, None for one without a graph."""
        node = reading.node_of(tensor)
        return None if node is None else cls(node, reading.output_of(tensor), reading.shape_of(tensor), shapes)

    # Before torch 2.5 a node does not know the shapes of its outputs: they are concluded from what it saved.

    def _guessed(self, hint):
        if self.key in self.shapes:
            return self.shapes[self.key]
        variable = self.variable
        if variable is not None:
            return reading.shape_of(variable)
        if self.kind in LOSSES:
            if self.saved("reduction") in (1, 2):
                return ()
            kept = self.saved("target") if self.kind.startswith("Nll") else self.saved("self")
            return reading.shape_of(kept) if reading.is_tensor(kept) else hint
        if self.raw in (
            "SumBackward0",
            "MeanBackward0",
            "ProdBackward0",
            "DotBackward0",
            "NormBackward0",
            "MaxBackward1",
            "MinBackward1",
        ):
            return ()
        kept = self.saved("result")
        return reading.shape_of(kept) if reading.is_tensor(kept) else hint

    def _hint(self, index: int):
        for name in ("self_sym_sizes", "self_sizes") if index == 0 else ():
            sizes = self.saved(name)
            if sizes is not None:
                return tuple(int(n) for n in sizes)
        kept = self.saved("self" if index == 0 else "other")
        if reading.is_tensor(kept):
            return reading.shape_of(kept)
        parents = [node for node, _ in self.node.next_functions if node is not None]
        if len(parents) == 1 and self.kind in (
            "Neg",
            "Exp",
            "Log",
            "Pow",
            "Abs",
            "Mul",
            "Div",
            "Add",
            "Sub",
            "Rsub",
            "Clamp",
            "Relu",
            "Sigmoid",
            "Sqrt",
            "Tanh",
            "ToCopy",
        ):
            return self.shape
        return None

    @property
    def size(self) -> int | None:
        return None if self.shape is None else reading.product(self.shape)

    @property
    def many(self) -> bool:
        """Whether it is known to hold other than one number."""
        return self.size is not None and self.size != 1

    @property
    def inputs(self) -> list:
        """Where the gradient flows: an Op for each input, None for a constant."""
        if self._inputs is None:
            modern = Private.knows_sizes(self.node)
            found = [
                Op(node, number, None if modern else self._hint(index), self.shapes) if node is not None else None
                for index, (node, number) in enumerate(self.node.next_functions)
            ]
            if not modern and self.kind in BINARY and self.many:
                unknown = [one for one in found if one is not None and one.shape is None]
                if len(unknown) == 1 and all(one is None or one is unknown[0] or one.size == 1 for one in found):
                    unknown[0].shape = self.shape
            self._inputs = found
        return self._inputs

    @property
    def parents(self) -> list[Op]:
        return [op for op in self.inputs if op is not None]

    def saved(self, name: str):
        return Private.saved(self.node, name)

    @property
    def order(self) -> int | None:
        return Private.order(self.node)

    @property
    def variable(self):
        """The leaf tensor behind an AccumulateGrad."""
        return getattr(self.node, "variable", None) if self.kind == "AccumulateGrad" else None

    @property
    def function(self) -> str:
        """The function of torch's that it is a run of: ``index_select``, ``norm``."""
        name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", self.kind).lower()
        return "norm" if name in ("linalg_vector_norm", "linalg_matrix_norm") else name

    @property
    def unreduced(self) -> bool:
        return self.kind in LOSSES and self.saved("reduction") in (0, None) and self.many

    @property
    def dimensions(self) -> list[int] | None:
        """The dimensions that it reduced, where it keeps them."""
        found = self.saved("dim")
        if found is None:
            return None
        found = found if isinstance(found, (tuple, list)) else (found,)
        return [one - (1 << 64) if one > 1 << 63 else one for one in found]  # unsigned in C++

    def __repr__(self):
        return f"<{self.raw} {self.shape}>"


def chain(root: Op, limit: int = 20_000):
    """An operation and everything that leads to it, nearest first."""
    seen, todo, index = {root.key}, [root], 0
    while index < len(todo) and index < limit:
        op = todo[index]
        index += 1
        yield op
        for one in op.parents:
            if one.key not in seen:
                seen.add(one.key)
                todo.append(one)


def through(op: Op) -> Op:
    """A product with a constant, or a sum with one, makes no vector: what it was made from."""
    while (
        op.kind in ("Mul", "Div", "Neg", "Add", "Sub", "Rsub", "ToCopy", "Alias")
        and len(op.parents) == 1
        and op.parents[0].shape == op.shape
    ):
        op = op.parents[0]
    return op


def passed(op: Op) -> list[Op]:
    """An operation and those that ``through`` goes past, down to the one that it gives."""
    found = [op]
    last = through(op)
    while found[-1].key != last.key:
        found.append(found[-1].parents[0])
    return found


def linear(op: Op) -> set:
    """The keys of an operation and of those whose sum it is, but for constant factors."""
    found, todo = set(), [op]
    while todo:
        op = todo.pop()
        if op.key not in found:
            found.add(op.key)
            if op.kind in ("Add", "Sub", "Rsub", "Neg", "ToCopy", "Alias", "View") or (
                op.kind in ("Mul", "Div") and len(op.parents) == 1
            ):
                todo += op.parents
    return found


def summands(op: Op, losses: set = frozenset(), whole: set = frozenset()) -> tuple[list[Op], list[Op]]:
    """The terms of a sum: those that hold many numbers, innermost, and those that are one number.

    ``losses`` are the keys of operations that the source shows to be losses of their own, ``whole`` of those that are
    not to be taken apart.
    """
    many, one = [], []
    todo = [op]
    while todo:
        op = todo.pop(0)
        inner = through(op)
        if inner.key in whole:
            many.append(op)
            continue
        if inner.kind in ("Add", "Sub") and len(inner.parents) == 2 and inner.many:
            big = [part for part in inner.parents if part.many]
            small = [part for part in inner.parents if part.size == 1]
            if len(big) == 1 and len(small) == 1 and big[0].shape == inner.shape:
                one += small
                todo.append(big[0])
                continue
            if len(big) == 2 and all(part.shape == inner.shape and _is_term(part, losses) for part in big):
                todo += big
                continue
        elif inner.kind in ("Mul", "Div") and len(inner.parents) == 2 and inner.many:
            big = [part for part in inner.parents if part.many]
            small = [part for part in inner.parents if part.size == 1]
            if len(big) == 1 and len(small) == 1 and big[0].shape == inner.shape and _is_term(big[0], losses):
                todo.append(big[0])
                continue
        many.append(op)
    return many, one


def _is_term(op: Op, losses: set, depth: int = 0) -> bool:
    """Whether it is a loss of its own rather than a step of a formula: a sum of terms that are, a loss, a reduction."""
    inner = through(op)
    if depth > 60:
        return inner.kind in ("Add", "Sub")
    if inner.kind in ("Add", "Sub") and len(inner.parents) == 2:
        return all(_is_term(part, losses, depth + 1) for part in inner.parents)
    if inner.kind in ("Mul", "Div") and len(inner.parents) == 2:
        pairs = (inner.parents, inner.parents[::-1])
        return any(part.size == 1 and _is_term(other, losses, depth + 1) for part, other in pairs)
    return (
        inner.unreduced
        or inner.key in losses
        or inner.kind in PARTIAL
        or inner.kind in ("Stack", "Cat")
        or inner.size == 1
        or is_gather(inner)
        or (inner.kind in ("Mul", "Div") and len(inner.parents) == 1 and inner.parents[0].size == 1)  # weighted
    )


def is_gather(op: Op) -> bool:
    """DataParallel's Gather: ``torch.gather`` is GatherBackward0, its class is GatherBackward."""
    return op.raw == "GatherBackward" and Private.gathered_scalars(op.node) is not None


def describe(op: Op, seen: dict | None = None) -> tuple[str, Op, dict]:
    """Why an operation gives many numbers: (cause, the operation that decides, details)."""
    seen = {} if seen is None else seen
    if op.key not in seen:
        seen[op.key] = ("other", op, {"op": op.function})  # what is said if this is reached from itself, or too deep
        if len(seen) < 300:
            seen[op.key] = _describe(op, seen)
    return seen[op.key]


def _describe(op: Op, seen: dict) -> tuple[str, Op, dict]:
    if op.unreduced:
        return "reduction-none", op, {"op": LOSSES[op.kind][0]}
    function = Private.function(op.node)
    if is_gather(op):
        return ("gather" if Private.gathered_scalars(op.node) else "gather-vectors"), op, {"n": len(op.parents)}
    if (
        op.kind in ("Stack", "Cat")
        and op.parents
        and all(one.size == 1 for one in op.parents)
        and op.size == len(op.parents)
    ):
        return "stack", op, {"op": f"torch.{op.kind.lower()}()", "n": op.size}
    if op.kind in ("Expand", "Repeat") and op.parents and op.parents[0].size == 1:
        return "expand", op, {}
    if op.kind in PARTIAL and op.parents and op.parents[0].many and not _is_area(op):
        return "partial", op, {"op": op.function + "()", "dims": op.dimensions, "from": op.parents[0].shape}
    if op.kind == "AccumulateGrad":
        return "leaf", op, {}
    if op.kind.startswith("CompiledFunction"):
        return "compiled", op, {}
    if function is not None:
        return "custom", op, {"op": type.__dict__["__name__"].__get__(function)}
    if op.kind in BINARY and op.parents and op.many:
        big = [one for one in op.parents if one.many]
        if not big and len(op.parents) == 1:
            inner = through(op.parents[0])
            return ("formula" if inner.kind == "AccumulateGrad" else "constant"), op, {"source": inner}
        if big and all(op.size > one.size for one in big):  # (N, 1) with (N,) gives (N, N)
            return "broadcast", op, {"shapes": [one.shape for one in big]}
    if op.kind in ("Mm", "Mv", "Dot", "Bmm"):  # of a difference that was broadcast before
        for one in op.parents:
            while one.kind in ("T", "Transpose", "Permute", "Expand", "View", "UnsafeView") and len(one.parents) == 1:
                one = one.parents[0]
            found = describe(one, seen) if one.many and one.kind in BINARY else ("other",)
            if found[0] == "broadcast":
                return found
    if op.kind in LAYERS:
        return "output", op, {"op": op}
    if op.kind in PASSING or op.kind in BINARY or op.kind in ("Softmax", "LogSoftmax", "Prod"):
        big = [one for one in op.parents if one.many]
        if big:
            found = [describe(one, seen) for one in big]
            # a reduction among the operands is more telling than a layer
            found = [
                ("other", source, details)
                if cause == "partial" and source.shape != op.shape
                else (cause, source, details)
                for cause, source, details in found
            ]
            cause, source, details = min(found, key=lambda one: _TELLING.index(one[0]) if one[0] in _TELLING else 99)
            if cause in ("output", "leaf", "other"):
                if cause == "output" and op.kind in ACTIVATIONS:
                    return cause, source, details
                return "formula", source, {"source": source}
            return cause, source, details
        if op.parents and op.kind in ("View", "Reshape", "Unsqueeze", "UnsafeView") and op.size == 1:
            return describe(op.parents[0], seen)
    return "other", op, {"op": op.function}


def _is_area(op: Op) -> bool:
    """Width times height, or a volume: a step of a formula, and no reduction of a loss."""
    return op.kind == "Prod" and op.parents[0].size <= 3 * op.size


_TELLING = (
    "broadcast",
    "reduction-none",
    "gather",
    "gather-vectors",
    "stack",
    "partial",
    "constant",
    "expand",
    "custom",
    "compiled",
    "formula",
    "output",
    "leaf",
    "other",
)


def reaches(root: Op, tensor) -> bool:
    """Whether the graph of ``root`` leads to a tensor."""
    node = reading.node_of(tensor)
    for op in chain(root, 100_000):
        if op.variable is tensor or (node is not None and op.key == (id(node), reading.output_of(tensor))):
            return True
    return False
