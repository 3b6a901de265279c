import logging
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

from config import get_args
from modeling import ForSequenceClassification

logging.basicConfig(format="%(asctime)s - %(levelname)s - %(message)s", level=logging.INFO)
logger = logging.getLogger(__name__)


def set_seed(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def load_examples(n=48, length=10):
    ids = torch.randint(5, 100, (n, length))
    ids[::3, 7:] = 0
    return TensorDataset(ids, (ids[:, 0] > 50).long())


def train(args, dataset, model):
    loader = DataLoader(dataset, batch_size=12, shuffle=True)
    no_decay = ["bias", "norm"]
    grouped = [
        {"params": [p for n, p in model.named_parameters() if not any(nd in n for nd in no_decay)], "weight_decay": 0.01},
        {"params": [p for n, p in model.named_parameters() if any(nd in n for nd in no_decay)], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(grouped, lr=args.lr)
    global_step, tr_loss = 0, 0.0
    for _ in range(args.epochs):
        for batch in loader:
            model.train()
            outputs = model(input_ids=batch[0], labels=batch[1])
            loss = outputs[0]
            loss.backward()
            tr_loss += loss.item()
            optimizer.step()
            model.zero_grad()
            global_step += 1
    return global_step, tr_loss / global_step


def main():
    args = get_args()
    set_seed(args.seed)
    model = ForSequenceClassification(args)
    if args.freeze:
        frozen = model.freeze(args.freeze.split(","))
        logger.info("froze %d parameters (%s)", frozen, args.freeze)
    print("***** Running training *****")
    global_step, tr_loss = train(args, load_examples(), model)
    print(f" global_step = {global_step}, average loss = {tr_loss:.4f}")


if __name__ == "__main__":
    main()
