import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(cin, cout, 3, 2, 1), nn.GroupNorm(2, cout), nn.SiLU(),
        )

    def forward(self, x):
        return self.net(x)


class Exit(nn.Module):
    def __init__(self, cin, n_cls):
        super().__init__()
        self.fc = nn.Linear(cin, n_cls)

    def forward(self, x):
        return self.fc(x.mean((-1, -2)))


class BranchyNet(nn.Module):
    widths = (8, 12, 16)

    def __init__(self, n_cls=4):
        super().__init__()
        chans = (3,) + self.widths
        self.blocks = nn.ModuleList(Block(a, b) for a, b in zip(chans, chans[1:]))
        self.exits = nn.ModuleList(Exit(c, n_cls) for c in self.widths)

    def forward(self, x):
        logits = []
        for block, ex in zip(self.blocks, self.exits):
            x = block(x)
            logits.append(ex(x))
        return logits

    @torch.no_grad()
    def infer(self, x, threshold=0.4):
        """returns the label and the index of the exit taken (one image)"""
        for k, out in enumerate(self.forward(x)):
            conf, label = out.softmax(-1).max(-1)
            if conf.item() > threshold:
                break
        return label.item(), k


class ExitLoss(nn.Module):
    def __init__(self, gammas, T=2.0, kd=0.5):
        super().__init__()
        self.register_buffer("gammas", torch.tensor(gammas))
        self.T, self.kd = T, kd

    def distill(self, student, teacher):
        s = F.log_softmax(student / self.T, -1)
        t = F.softmax(teacher.detach() / self.T, -1)
        return F.kl_div(s, t, reduction="batchmean") * self.T ** 2

    def forward(self, logits, y):
        last = logits[-1]
        per_exit = [
            F.cross_entropy(l, y) + (self.kd * self.distill(l, last) if l is not last else 0.0)
            for l in logits
        ]
        return torch.dot(torch.tensor(per_exit), self.gammas)


def main():
    torch.manual_seed(17)
    model = BranchyNet()
    criterion = ExitLoss([0.3, 0.3, 1.0])
    opt = torch.optim.AdamW(model.parameters(), lr=2e-3)
    x, y = torch.randn(32, 3, 16, 16), torch.randint(0, 4, (32,))
    for epoch in range(3):
        for xb, yb in zip(x.split(8), y.split(8)):
            opt.zero_grad()
            loss = criterion(model(xb), yb)
            loss.backward()
            opt.step()
        print(f"epoch {epoch} loss {loss.item():.3f}")
    print("exits taken:", [model.infer(x[i:i + 1])[1] for i in range(6)])


if __name__ == "__main__":
    main()
