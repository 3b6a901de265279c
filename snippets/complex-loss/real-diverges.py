import torch

target = torch.tensor([1.0 + 1.0j, 1.0 + 1.0j])
z = torch.tensor([3.0 + 2.0j, 2.0 + 4.0j], requires_grad=True)
optimizer = torch.optim.SGD([z], lr=0.1)

for step in range(41):
    loss = (z - target).square().mean().real
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 10 == 0:
        print(step, f"loss {loss:.1f}", f"distance {(z - target).abs().mean():.2f}")  # wrong
