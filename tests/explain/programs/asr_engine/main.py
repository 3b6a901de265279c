import torch

from engine import Engine

CFG = {
    "n_mels": 8,
    "n_tokens": 12,
    "lr": 1e-3,
    "hooks": [{"kind": "print", "every": 1}, {"kind": "clip", "max_norm": 5.0}],
}


def corpus():
    """Three batches; the last one holds an utterance longer than its audio after subsampling."""
    for frames, length in ((40, 6), (36, 7), (16, 11)):
        mel = torch.randn(3, CFG["n_mels"], frames)
        tokens = torch.randint(1, CFG["n_tokens"], (3, length))
        yield mel, tokens, torch.full((3,), length, dtype=torch.long)


if __name__ == "__main__":
    torch.manual_seed(4)
    engine = Engine(CFG, corpus())
    print("hooks:", [type(h).__name__ for h in engine.hooks])
    engine.run()
    print("done after", engine.step, "steps")
