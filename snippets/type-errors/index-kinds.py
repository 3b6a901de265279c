import torch

mask = torch.zeros(7, 7)
names = ["cat", "dog", "bird"]
found = torch.tensor([0, 2])
half = torch.tensor(3) / 2
attempts = {
    "range(mask)": lambda: range(mask),
    "range(int(mask.sum()))": lambda: range(int(mask.sum())),
    "range(len(mask))": lambda: range(len(mask)),
    "names[found]": lambda: names[found],
    "names[found.numpy()]": lambda: names[found.numpy()],
    "[names[i] for i in found]": lambda: [names[i] for i in found],
    "names[:half]": lambda: names[:half],
    "names[:half.item()]": lambda: names[: half.item()],
    "names[:int(half)]": lambda: names[: int(half)],
    "torch.tensor([found, found])": lambda: torch.tensor([found, found]),
    "torch.stack([found, found])": lambda: torch.stack([found, found]).tolist(),
}
for name, attempt in attempts.items():
    try:
        print(name, "->", attempt())
    except TypeError as error:
        print(name, "->", error)
