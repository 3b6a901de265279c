import torch
import torch.nn as nn

from hooks import build_hooks


class Acoustic(nn.Module):
    def __init__(self, n_mels: int, n_tokens: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(n_mels, 16, 3, stride=2, padding=1)
        self.rnn = nn.GRU(16, 16, batch_first=True)
        self.head = nn.Linear(16, n_tokens)

    def forward(self, mel):
        h = torch.relu(self.conv(mel)).transpose(1, 2)
        h, _ = self.rnn(h)
        return self.head(h).log_softmax(-1).transpose(0, 1)


class Engine:
    def __init__(self, cfg, batches) -> None:
        self.model = Acoustic(cfg["n_mels"], cfg["n_tokens"])
        self.ctc = nn.CTCLoss(blank=0, zero_infinity=False)
        self.optim = torch.optim.Adam(self.model.parameters(), lr=cfg["lr"])
        self.hooks = build_hooks(cfg["hooks"])
        self.batches = batches
        self.step = 0
        self.loss = None

    def run(self) -> None:
        for mel, tokens, n_tok in self.batches:
            logp = self.model(mel)
            n_frames = torch.full((mel.shape[0],), logp.shape[0], dtype=torch.long)
            self.loss = self.ctc(logp, tokens, n_frames, n_tok)
            self.optim.zero_grad()
            self.loss.backward()
            for hook in self.hooks:
                hook.after_backward(self)
            self.optim.step()
            self.step += 1
