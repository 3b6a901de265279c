"""Per-example gradient norms, and what autograd says about vectors."""
import torch
import torch.nn as nn


def safe_backward(value):
    """backward() for numbers and vectors; vectors get a weight of 1 each"""
    try:
        value.backward(retain_graph=True)
    except RuntimeError as e:
        if "scalar outputs" not in str(e):
            raise
        print("  vector of", tuple(value.shape), "- using ones")
        value.backward(gradient=torch.ones_like(value))


def grad_vector(model):
    return torch.cat([p.grad.flatten() for p in model.parameters()])


def example_norms(model, losses):
    """norm of the gradient of each example, with unit vectors as grad_outputs"""
    eye = torch.eye(len(losses))
    norms = []
    for e in eye:
        gs = torch.autograd.grad(losses, list(model.parameters()), grad_outputs=e, retain_graph=True)
        norms.append(torch.cat([g.flatten() for g in gs]).norm())
    return torch.stack(norms)


def main():
    torch.manual_seed(44)
    model = nn.Sequential(nn.Linear(6, 10), nn.Tanh(), nn.Linear(10, 3))
    crit = nn.CrossEntropyLoss(reduction="none")
    x, y = torch.randn(7, 6), torch.randint(0, 3, (7,))
    opt = torch.optim.SGD(model.parameters(), lr=0.05)

    for step in range(3):
        losses = crit(model(x), y)
        norms = example_norms(model, losses)
        opt.zero_grad()
        safe_backward(losses)
        summed = grad_vector(model)
        opt.zero_grad()
        safe_backward(crit(model(x), y).sum())
        same = torch.allclose(summed, grad_vector(model), atol=1e-6)
        opt.step()
        print(f"step {step}: mean {losses.mean().item():.4f} "
              f"largest norm {norms.max().item():.3f} same {same}")


if __name__ == "__main__":
    main()
