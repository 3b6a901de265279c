import torch

torch.manual_seed(0)
decoder = torch.nn.Linear(3, 4)
features, target = torch.ones(2, 3), torch.ones(2, 4)
mask = (decoder(features) > 0).numpy()
logits = torch.from_numpy(mask).to(target.dtype).requires_grad_()
loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
loss.backward()
print(decoder.weight.grad)  # wrong
