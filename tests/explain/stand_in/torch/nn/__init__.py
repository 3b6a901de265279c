from torch._tensor import Tensor


class Parameter(Tensor):
    def __init__(self, tensor):
        super().__init__(tensor.shape, requires_grad=True)


class Module:
    def __init__(self):
        self.__dict__.update(_parameters={}, _buffers={}, _modules={})

    def __setattr__(self, name, value):
        table = "_parameters" if isinstance(value, Parameter) else "_modules" if isinstance(value, Module) else None
        if table:
            self.__dict__[table][name] = value
        else:
            self.__dict__[name] = value

    def __getattr__(self, name):
        for table in ("_parameters", "_modules"):
            if name in self.__dict__[table]:
                return self.__dict__[table][name]
        raise AttributeError(name)

    def __call__(self, *arguments):
        return self.forward(*arguments)
