"""Objects that print on any access, wherever the tool looks for names. A program: what fails is put into it."""

import functools
import sys
import types

import torch

armed = []
METHODS = """
    getattribute getattr setattr delattr dir repr str format bytes eq ne lt le gt ge hash len length_hint bool iter next
    reversed contains getitem setitem call enter exit index int float complex add radd mul rmul neg abs round reduce
    reduce_ex getstate sizeof copy deepcopy instancecheck subclasscheck mro_entries class_getitem array torch_function
    get set_name await aiter anext fspath buffer missing
""".split()  # noqa: SIM905


def tell(name):
    if armed:
        print("touched", name, flush=True)


def telling(owner, name, original):
    def method(*arguments, **options):
        tell(f"{owner}.__{name}__")
        return original(*arguments, **options) if original else NotImplemented

    return method


class Meta(type):
    pass


for name in ("getattribute", "repr", "hash", "eq", "call", "instancecheck", "subclasscheck", "dir"):
    setattr(Meta, f"__{name}__", telling("Meta", name, getattr(type, f"__{name}__")))
for name in ("len", "iter", "bool", "contains", "getitem"):
    setattr(Meta, f"__{name}__", telling("Meta", name, None))


def hostile(base, names=METHODS):
    """A subclass of ``base`` whose methods tell of every call."""
    body = {}
    for name in names:
        original = getattr(base, f"__{name}__", None)
        if original is not None or name not in (
            "getattr",
            "get",
            "set_name",
            "torch_function",
            "missing",
            "buffer",
            "length_hint",
        ):
            body[f"__{name}__"] = telling(base.__name__, name, original)
    body["__class__"] = property(lambda self: tell("__class__") or dict)
    body["loss"] = property(lambda self: tell("property"))
    body["shape"] = property(lambda self: tell("shape"))
    for name in ("keys", "items", "values", "get", "index", "count", "numel", "size", "item"):
        if hasattr(base, name):
            body[name] = telling(base.__name__, name, getattr(base, name))
    return types.new_class(
        f"Loud{base.__name__}", (base,), {"metaclass": Meta} if base is object else {}, lambda space: space.update(body)
    )


Loud, LoudDict, LoudList, LoudTuple, LoudStr = map(hostile, (object, dict, list, tuple, str))


class LoudTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, kinds, arguments=(), options=None):
        tell(f"torch_function {getattr(function, '__name__', '?')}")
        return super().__torch_function__(function, kinds, arguments, options or {})

    def __repr__(self):
        tell("LoudTensor.__repr__")
        return ""

    def __getattribute__(self, name):
        tell("LoudTensor.__getattribute__")
        return super().__getattribute__(name)


class Slotted:
    __slots__ = ("inner", "loss")

    def __getattribute__(self, name):
        tell("Slotted.__getattribute__")
        return object.__getattribute__(self, name)


class WithoutFields:
    @property
    def __dict__(self):
        tell("__dict__")
        return {}


class Module(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)
        self.thing = loud
        self.things = {"loud": loud, 1: LoudList([loud])}

    def __getattr__(self, name):
        tell("Module.__getattr__")
        return super().__getattr__(name)

    def __repr__(self):
        tell("Module.__repr__")
        return ""

    @property
    def loss(self):
        tell("Module.loss")
        return self.layer(torch.ones(2, 3)).mean()

    @functools.cached_property
    def cached(self):
        tell("Module.cached")
        return torch.ones(2)

    def forward(self, x):
        tell("forward")
        return self.layer(x)


def steps():
    tell("generator")
    yield torch.ones(2)


loud = object.__new__(Loud)
slotted = Slotted()
slotted.inner = loud
names = LoudDict(loss=torch.ones(3), other=loud)
several = LoudList([torch.ones(2), loud])
pair = LoudTuple((torch.ones(2), loud))
text = LoudStr("text")
quiet = torch.ones(2, 3).as_subclass(LoudTensor)
without_fields = WithoutFields()
lazy = (map(tell, ["map"]), filter(tell, ["filter"]), steps(), iter(tell, 1))
model = Module()
partial = functools.partial(tell, "partial")
odd_keys = {loud: torch.ones(1), (1, 2): torch.ones(1), None: loud}
keyed = {LoudStr("loss"): torch.ones(3)}
sys.modules["loud"] = loud


class Trainer:
    kind = loud
    shared = names

    def __init__(self):
        self.model, self.thing, self.names, self.several, self.lazy = model, loud, names, several, lazy
        self.loss = None

    def __getattribute__(self, name):
        tell("Trainer.__getattribute__")
        return object.__getattribute__(self, name)

    def __repr__(self):
        tell("Trainer.__repr__")
        return ""

    def run(self, thing=loud, inside=(loud, [loud, {"loud": loud}]), here=names, other=several, held=lazy):
        x = torch.ones(4, 3)
        armed.append(True)
        self.fail(x, thing, inside, here, other, held, pair, text, quiet, slotted, without_fields)


class Odd(RuntimeError):
    def __str__(self):
        tell("Odd.__str__")
        return "odd"

    @property
    def args(self):
        tell("Odd.args")
        return ("odd",)

    @property
    def __cause__(self):
        tell("Odd.__cause__")
        return None
