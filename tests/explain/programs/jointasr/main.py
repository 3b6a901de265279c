import torch

from config import Cfg
from model import IGNORE, JointCTCAttention


def fake_batch(cfg):
    feat_lens = torch.tensor(cfg.frames)
    y_lens = torch.tensor(cfg.tokens)
    feats = torch.randn(len(feat_lens), int(feat_lens.max()), cfg.model.n_mels)
    ys = torch.randint(2, cfg.model.vocab, (len(y_lens), int(y_lens.max())))
    for b, n in enumerate(cfg.tokens):
        ys[b, n:] = IGNORE
    return feats, feat_lens, ys, y_lens


def warmup(step, n=3):
    return min(1.0, (step + 1) / n)


def run(cfg: Cfg) -> None:
    torch.manual_seed(cfg.seed)
    model = JointCTCAttention(cfg.model, cfg.loss)
    optim = torch.optim.Adam(model.parameters(), lr=cfg.lr, betas=(0.9, 0.98))
    sched = torch.optim.lr_scheduler.LambdaLR(optim, warmup)
    print(f"{sum(p.numel() for p in model.parameters())} parameters, ctc_weight={cfg.loss.ctc_weight}")
    for step in range(cfg.steps):
        model.train()
        asr_loss, stats = model(*fake_batch(cfg))
        optim.zero_grad(set_to_none=True)
        asr_loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optim.step()
        sched.step()
        print(f"step {step}: att={stats['att']:.3f} ctc={stats['ctc'].mean():.3f} lr={sched.get_last_lr()[0]:.1e}")


if __name__ == "__main__":
    run(Cfg())
