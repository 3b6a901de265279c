import torch

from trainer import StructureTrainer


def planted(n=60, f=12, c=3):
    y = torch.arange(n) % c
    x = torch.randn(n, f) + 1.5 * torch.eye(c, f)[y]
    order = torch.randperm(n)
    train, test = torch.zeros(n, dtype=torch.bool), torch.zeros(n, dtype=torch.bool)
    train[order[:20]], test[order[20:]] = True, True
    return dict(x=x, y=y, train=train, test=test)


if __name__ == "__main__":
    torch.manual_seed(8)
    tr = StructureTrainer(planted())
    for epoch in range(1, 11):
        obj = tr.step()
        if epoch % 5 == 0 or epoch == 1:
            print(f"epoch {epoch:03d}  obj {obj:.4f}  train {tr.accuracy('train'):.3f}  test {tr.accuracy('test'):.3f}")
