import argparse
import logging
import sys

import torch

from modeling import TinyBertForSequenceClassification
from parallel import ReplicaParallel

logger = logging.getLogger(__name__)

DEFAULTS = {
    "model": {"vocab_size": 30, "hidden_size": 16, "num_labels": 3},
    "parallel": {"enabled": True, "num_replicas": 2},
}


def setup(args):
    args.n_gpu = torch.cuda.device_count() if args.use_cuda else 0
    model = TinyBertForSequenceClassification(**DEFAULTS["model"])
    par = DEFAULTS["parallel"]
    if par["enabled"]:
        logger.info("wrapping the model, %d replicas", par["num_replicas"])
        model = ReplicaParallel(model, par["num_replicas"])
    return model


def train(args, model):
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate)
    tr_loss, global_step = 0.0, 0
    for step in range(args.max_steps):
        batch = {
            "input_ids": torch.randint(0, 30, (args.batch_size, 7)),
            "labels": torch.randint(0, 3, (args.batch_size,)),
        }
        model.train()
        outputs = model(**batch)
        loss = outputs[0]
        if args.n_gpu > 1:
            loss = loss.mean()  # mean() to average on multi-gpu parallel training
        if args.gradient_accumulation_steps > 1:
            loss = loss / args.gradient_accumulation_steps
        loss.backward()
        tr_loss += loss.item()
        if (step + 1) % args.gradient_accumulation_steps == 0:
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            global_step += 1
    return global_step, tr_loss / max(global_step, 1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--learning_rate", default=5e-4, type=float)
    parser.add_argument("--batch_size", default=8, type=int)
    parser.add_argument("--max_steps", default=6, type=int)
    parser.add_argument("--gradient_accumulation_steps", default=2, type=int)
    parser.add_argument("--use_cuda", action="store_true")
    parser.add_argument("--seed", default=42, type=int)
    args = parser.parse_args()
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    torch.manual_seed(args.seed)
    model = setup(args)
    logger.info("***** Running training *****")
    global_step, tr_loss = train(args, model)
    logger.info(" global_step = %s, average loss = %.4f", global_step, tr_loss)


if __name__ == "__main__":
    main()
