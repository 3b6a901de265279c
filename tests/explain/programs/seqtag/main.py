import torch

from taggers import LSTMTagger, MaskedLSTMTagger

VOCAB, TAGS = 60, 5


def make_batches(n=3, bs=6, maxlen=9):
    batches = []
    for _ in range(n):
        lengths = torch.randint(3, maxlen + 1, (bs,))
        mask = torch.arange(maxlen)[None, :] < lengths[:, None]
        tokens = torch.randint(1, VOCAB, (bs, maxlen)) * mask
        tags = torch.randint(0, TAGS, (bs, maxlen)) * mask
        batches.append((tokens, tags, mask))
    return batches


def main():
    torch.manual_seed(0)
    data = make_batches()
    for cls in (LSTMTagger, MaskedLSTMTagger):
        model = cls(VOCAB, TAGS, dim=12, lr=5e-3)
        model.fit(data, epochs=2)


if __name__ == "__main__":
    main()
