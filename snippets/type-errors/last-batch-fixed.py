import torch


def log(gathered, rows):
    value = (gathered * rows).sum() / rows.sum()
    return value.item()


for losses in torch.arange(1.0, 9.0), torch.arange(1.0, 8.0), torch.arange(1.0, 4.0):
    parts = losses.chunk(4)
    gathered = torch.stack([part.mean() for part in parts])
    rows = torch.tensor([float(len(part)) for part in parts])
    print(len(losses), "rows on", len(parts), "GPUs", log(gathered, rows), losses.mean().item())
