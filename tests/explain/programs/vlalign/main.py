import argparse

import torch

from encoders import Aligner
from objectives import alignment_uniformity, image_text_contrastive, image_text_matching


def get_args():
    p = argparse.ArgumentParser("vision-language pretraining (toy)")
    p.add_argument("--batch_size", type=int, default=6)
    p.add_argument("--iters", type=int, default=5)
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--lambda_itm", type=float, default=1.0)
    p.add_argument("--lambda_au", type=float, default=0.1)
    p.add_argument("--seed", type=int, default=42)
    return p.parse_args()


def fake_loader(args):
    for _ in range(args.iters):
        patches = torch.randn(args.batch_size, 9, 24)
        ids = torch.randint(1, 50, (args.batch_size, 7))
        yield patches, ids


def pretrain(args):
    model = Aligner(patch_dim=24, vocab=50, width=16, embed=12)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr, weight_decay=0.02)
    print(f"params: {sum(p.numel() for p in model.parameters())}")

    for step, (patches, ids) in enumerate(fake_loader(args)):
        v, t = model(patches, ids)
        loss_ita = image_text_contrastive(v, t, model.temp)
        loss_itm, itm_acc = image_text_matching(model, v, t)
        loss_au = alignment_uniformity(v, t)
        loss = loss_ita + args.lambda_itm * loss_itm + args.lambda_au * loss_au

        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        print(f"[{step}] ita {loss_ita.item():.3f} au {loss_au.item():.3f} itm_acc {itm_acc:.2f}")
    print("done")


if __name__ == "__main__":
    a = get_args()
    torch.manual_seed(a.seed)
    pretrain(a)
