"""Tiny regression with accelerate: the loss of all processes is gathered for the log, as in the examples."""
import torch
from accelerate import Accelerator
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(6, 16)
        self.fc2 = nn.Linear(16, 1)

    def forward(self, x):
        return self.fc2(torch.tanh(self.fc1(x))).squeeze(-1)


def main(num_epochs=2, batch_size=8):
    accelerator = Accelerator(cpu=True, gradient_accumulation_steps=1)
    torch.manual_seed(13)
    x = torch.randn(40, 6)
    train_ds = TensorDataset(x, x[:, 0] * 2 - x[:, 1])
    train_dl = DataLoader(train_ds, batch_size=batch_size, shuffle=True)
    net = Net()
    optim = torch.optim.Adam(net.parameters(), lr=1e-2)
    net, optim, train_dl = accelerator.prepare(net, optim, train_dl)

    for epoch in range(num_epochs):
        net.train()
        total_loss = 0
        for step, (inputs, targets) in enumerate(train_dl):
            with accelerator.accumulate(net):
                preds = net(inputs)
                loss = nn.functional.mse_loss(preds, targets)
                # average over all processes
                avg_loss = accelerator.gather(loss.detach().repeat(batch_size)).mean()
                total_loss += avg_loss.item()
                accelerator.backward(avg_loss)
                optim.step()
                optim.zero_grad()
        accelerator.print(f"epoch {epoch}: {total_loss / len(train_dl):.4f}")


if __name__ == "__main__":
    main()
