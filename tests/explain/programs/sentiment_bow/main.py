import random
import torch
from torch import nn
from evaluation import Evaluator

POS = "great lovely superb fun warm clever".split()
NEG = "awful dull boring weak cold stupid".split()
NEUTRAL = "the film was a bit and very plot actor it".split()
vocab = {w: i for i, w in enumerate(POS + NEG + NEUTRAL)}


def review():
    label = random.randint(0, 1)
    words = random.choices(POS if label else NEG, k=2) + random.choices(NEUTRAL, k=random.randint(3, 7))
    random.shuffle(words)
    return [vocab[w] for w in words], label


def collate(samples):
    ids, labels = zip(*samples)
    offsets, tokens = [0], []
    for s in ids:
        tokens += s
        offsets.append(offsets[-1] + len(s))
    return torch.tensor(tokens), torch.tensor(offsets[:-1]), torch.tensor(labels)


def batches(n, size=8):
    return [collate([review() for _ in range(size)]) for _ in range(n)]


class TextClassifier(nn.Module):
    def __init__(self, n_words, dim=10, n_class=2):
        super().__init__()
        self.embedding = nn.EmbeddingBag(n_words, dim, mode="mean")
        self.drop = nn.Dropout(0.1)
        self.fc = nn.Linear(dim, n_class)

    def forward(self, tokens, offsets):
        return self.fc(self.drop(self.embedding(tokens, offsets)))


def train(model, data, dev, n_epochs):
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    evaluate = Evaluator(dev)
    step = 0
    for epoch in range(n_epochs):
        total = 0
        for tokens, offsets, label in data:
            step += 1
            optimizer.zero_grad()
            loss = criterion(model(tokens, offsets), label)
            loss.backward()
            optimizer.step()
            total += loss.item()
            evaluate(model, step)
        print(f"epoch {epoch} train loss {total / len(data):.4f}")
    print("best dev", evaluate.best)


if __name__ == "__main__":
    random.seed(12)
    torch.manual_seed(12)
    train(TextClassifier(len(vocab)), batches(8), batches(3), n_epochs=2)
