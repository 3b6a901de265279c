import torch
import torch.nn.functional as F


class FewShotTrainer:
    def __init__(self, model, lr=0.02, max_epoch=3, verbose=True):
        self.model = model
        self.max_epoch = max_epoch
        self.verbose = verbose
        params = [p for p in model.parameters() if p.requires_grad]
        print("# params to tune:", sum(p.numel() for p in params))
        self.optim = torch.optim.SGD(params, lr=lr)
        self.sched = torch.optim.lr_scheduler.CosineAnnealingLR(self.optim, max_epoch)

    def run_epoch(self, loader):
        # the prompts do not depend on the images: encode the class names only once
        text_features = self.model.class_features()
        correct = total = 0
        for images, labels in loader:
            logits = self.model(images, text_features)
            loss = F.cross_entropy(logits, labels)
            self.model_backward_and_update(loss)
            correct += (logits.argmax(-1) == labels).sum().item()
            total += len(labels)
        return loss.item(), 100.0 * correct / total

    def model_backward_and_update(self, loss):
        self.optim.zero_grad()
        loss.backward()
        self.optim.step()

    def train(self, loader):
        for self.epoch in range(self.max_epoch):
            loss, acc = self.run_epoch(loader)
            self.sched.step()
            if self.verbose:
                print(f"epoch [{self.epoch + 1}/{self.max_epoch}] loss {loss:.4f} acc {acc:.1f} "
                      f"lr {self.sched.get_last_lr()[0]:.4e}")

    @torch.no_grad()
    def test(self, loader):
        tf = self.model.class_features()
        hits = [(self.model(x, tf).argmax(-1) == y).float().mean() for x, y in loader]
        print(f"=> test accuracy {100 * torch.stack(hits).mean().item():.1f}%")
