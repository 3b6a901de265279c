import random
import numpy as np
import torch


class InteractionData:
    def __init__(self, n_users, n_items, per_user=5):
        self.n_users, self.n_items = n_users, n_items
        self.seen, self.held_out = {}, {}
        for u in range(n_users):
            items = np.random.choice(n_items, per_user, replace=False).tolist()
            self.held_out[u] = items.pop()
            self.seen[u] = set(items)

    def triplets(self, batch):
        rows = [(u, i) for u, s in self.seen.items() for i in sorted(s)]
        random.shuffle(rows)
        for k in range(0, len(rows), batch):
            out = []
            for u, i in rows[k:k + batch]:
                j = random.randrange(self.n_items)
                while j in self.seen[u]:
                    j = random.randrange(self.n_items)
                out.append((u, i, j))
            yield torch.tensor(out).unbind(1)
