def _make_grads(outputs):
    for out in outputs:
        if out.requires_grad and out.shape not in ((), (1,)):
            raise RuntimeError("grad can be implicitly created only for scalar outputs")


def backward(tensors):
    tensors = (tensors,)
    _make_grads(tensors)
    for index, tensor in enumerate(tensors):
        if not tensor.requires_grad:
            raise RuntimeError(f"element {index} of tensors does not require grad and does not have a grad_fn")
