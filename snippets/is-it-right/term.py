import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
terms = {"fit": (w - 1).square().sum(), "penalty": torch.tensor(w.abs().sum().item())}
print({name: term.requires_grad for name, term in terms.items()})
sum(terms.values()).backward()
print(w.grad)  # wrong
