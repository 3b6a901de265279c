import torch

from model import TinyDet


def synthetic_targets(bs, n_pts=16, p_obj=0.3):
    labels = torch.where(torch.rand(bs, n_pts) < p_obj, torch.randint(0, 3, (bs, n_pts)), torch.tensor(-1))
    xy = torch.rand(bs, n_pts, 2) * 2
    wh = torch.rand(bs, n_pts, 2) * 2 + 0.5
    return {"labels": labels, "boxes": torch.cat([xy, xy + wh], -1)}


class Engine:
    def __init__(self, model, lr=1e-2):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)

    def fit(self, n_steps):
        self.model.train()
        for step in range(n_steps):
            images = torch.randn(2, 3, 16, 16)
            loss_dict = self.model(images, synthetic_targets(2))
            losses = sum(loss_dict.values())
            self.optimizer.zero_grad()
            losses.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 10.0)
            self.optimizer.step()
            print(f"[{step}] " + "  ".join(f"{k}: {v.item():.4f}" for k, v in loss_dict.items()))


if __name__ == "__main__":
    torch.manual_seed(5)
    Engine(TinyDet()).fit(5)
