import torch

x = torch.tensor(3.0, requires_grad=True)
p = torch.ones(2, 2, requires_grad=True)
y = x * x
z = 2 * y + 2 * p * p
v = torch.ones_like(z)

dz_dy = 2
dy_dx = 2 * x
dz_dp = 4 * p
x_by_hand = (v * dz_dy * dy_dx).sum()
p_by_hand = v * dz_dp

z.backward(gradient=v)
print("by hand", x_by_hand.item(), "autograd", x.grad.item())
print(torch.equal(p_by_hand, p.grad))
