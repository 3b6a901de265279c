import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.square()
torch.autograd.grad(y, x, torch.ones(3), is_grads_batched=True)  # RuntimeError: If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch dimension. The sizes of the remaining dimensions are expected to match the shape of corresponding output, but a mismatch was detected: grad_output[0] has a shape of torch.Size([]) and output[0] has a shape of torch.Size([3]). If you only want some tensors in `grad_output` to be considered batched, consider using vmap.
