import torch
from torch.utils.data import DataLoader, TensorDataset

from prompt import CustomCLIP
from trainer import FewShotTrainer

SHOTS, CLASSES = 4, 6


def shots(n_per_class, means):
    y = torch.arange(CLASSES).repeat_interleave(n_per_class)
    return TensorDataset(means[y] + 0.3 * torch.randn(len(y), 20), y)


if __name__ == "__main__":
    torch.manual_seed(1)
    means = torch.randn(CLASSES, 20)
    model = CustomCLIP(torch.randint(0, 40, (CLASSES, 3)))
    trainer = FewShotTrainer(model)
    trainer.train(DataLoader(shots(SHOTS, means), batch_size=8, shuffle=True))
    trainer.test(DataLoader(shots(10, means), batch_size=20))
