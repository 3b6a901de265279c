import torch

torch.manual_seed(0)
decoder = torch.nn.Linear(3, 4)
features, target = torch.ones(2, 3), torch.ones(2, 4)
logits = decoder(features)
loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
loss.backward()
print("not zero:", decoder.weight.grad.any().item())
with torch.no_grad():
    mask = (logits > 0).cpu().numpy()
print(mask.shape)
