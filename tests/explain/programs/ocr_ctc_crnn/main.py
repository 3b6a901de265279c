"""python main.py -o Global.epoch_num=1 Loss.use_focal_loss=False"""
import argparse
import json

import torch

from criterion import build_criterion
from crnn import CRNN

CONFIG = """
{"Global": {"epoch_num": 2, "print_batch_step": 2, "character": "0123456789abcdef"},
 "Optimizer": {"name": "Adam", "lr": 0.001},
 "Loss": {"name": "CTCLoss", "blank": 0, "use_focal_loss": false},
 "Train": {"batch_size_per_card": 6, "max_text_length": 5}}
"""


def merge(config, opts):
    for opt in opts or []:
        key, value = opt.split("=")
        sec, k = key.split(".")
        config[sec][k] = json.loads(value.lower())
    return config


def loader(cfg, n_class, steps=4):
    b, m = cfg["batch_size_per_card"], cfg["max_text_length"]
    for _ in range(steps):
        yield {"image": torch.randn(b, 1, 16, 64),
               "label": torch.randint(1, n_class, (b, m)),
               "length": torch.randint(2, m + 1, (b,))}


def train(config, model, criterion, optimizer):
    glob = config["Global"]
    n_class = len(glob["character"]) + 1
    step = 0
    for epoch in range(1, glob["epoch_num"] + 1):
        model.train()
        for batch in loader(config["Train"], n_class):
            preds = model(batch["image"])
            loss = criterion(preds, batch)
            avg_loss = loss["loss"]
            avg_loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step % glob["print_batch_step"] == 0:
                print(f"epoch: [{epoch}/{glob['epoch_num']}], iter: {step}, loss: {avg_loss.item():.6f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-o", "--opt", nargs="+")
    config = merge(json.loads(CONFIG), parser.parse_args().opt)
    torch.manual_seed(1024)
    model = CRNN(len(config["Global"]["character"]) + 1)
    criterion = build_criterion(config["Loss"])
    opt_name = config["Optimizer"].pop("name")
    optimizer = getattr(torch.optim, opt_name)(model.parameters(), **config["Optimizer"])
    train(config, model, criterion, optimizer)


if __name__ == "__main__":
    main()
