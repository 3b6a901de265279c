import argparse


def get_args(argv=None):
    ap = argparse.ArgumentParser("fine-tune a small encoder for sentence classification")
    ap.add_argument("--num_labels", type=int, default=2)
    ap.add_argument("--hidden", type=int, default=32)
    ap.add_argument("--layers", type=int, default=2)
    ap.add_argument("--epochs", type=int, default=2)
    ap.add_argument("--lr", type=float, default=2e-3)
    ap.add_argument("--freeze", type=str, default="embeddings,encoder,",
                    help="comma separated prefixes of the modules which are not trained")
    ap.add_argument("--seed", type=int, default=42)
    return ap.parse_args(argv)
