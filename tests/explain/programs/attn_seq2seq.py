# Reversing toy strings with a GRU encoder / Bahdanau attention decoder
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim

SOS_token, EOS_token, PAD_token = 0, 1, 2
letters = "abcdefg"
char2index = {c: i + 3 for i, c in enumerate(letters)}
n_tokens = len(char2index) + 3
hidden_size = 16
teacher_forcing_ratio = 0.5
MAX_LENGTH = 7


class EncoderRNN(nn.Module):
    def __init__(self, input_size, hidden_size):
        super(EncoderRNN, self).__init__()
        self.embedding = nn.Embedding(input_size, hidden_size, padding_idx=PAD_token)
        self.gru = nn.GRU(hidden_size, hidden_size, batch_first=True)

    def forward(self, input):
        return self.gru(self.embedding(input))


class AttnDecoderRNN(nn.Module):
    def __init__(self, hidden_size, output_size):
        super(AttnDecoderRNN, self).__init__()
        self.embedding = nn.Embedding(output_size, hidden_size)
        self.Wa = nn.Linear(hidden_size, hidden_size)
        self.Ua = nn.Linear(hidden_size, hidden_size)
        self.Va = nn.Linear(hidden_size, 1)
        self.gru = nn.GRU(2 * hidden_size, hidden_size, batch_first=True)
        self.out = nn.Linear(hidden_size, output_size)

    def forward(self, input, hidden, keys, pad):
        q = hidden.permute(1, 0, 2)
        scores = self.Va(torch.tanh(self.Wa(q) + self.Ua(keys))).squeeze(2)
        scores = scores.masked_fill(pad, -1e9)
        context = torch.bmm(F.softmax(scores, dim=-1).unsqueeze(1), keys)
        output, hidden = self.gru(torch.cat((self.embedding(input), context), 2), hidden)
        return F.log_softmax(self.out(output[:, 0]), dim=-1), hidden


def get_batch(n):
    src = torch.full((n, MAX_LENGTH), PAD_token)
    tgt = torch.full((n, MAX_LENGTH), PAD_token)
    for r in range(n):
        s = [char2index[random.choice(letters)] for _ in range(np.random.randint(3, MAX_LENGTH))]
        src[r, :len(s) + 1] = torch.tensor(s + [EOS_token])
        tgt[r, :len(s) + 1] = torch.tensor(s[::-1] + [EOS_token])
    return src, tgt


def maskNLLLoss(logp, target, mask):
    nTotal = mask.sum()
    crossEntropy = -torch.gather(logp, 1, target.view(-1, 1)).squeeze(1)
    loss = crossEntropy * mask
    return loss, nTotal.item()


def train(src, tgt, encoder, decoder, encoder_optimizer, decoder_optimizer):
    encoder_optimizer.zero_grad()
    decoder_optimizer.zero_grad()

    loss = 0
    print_losses, n_totals = [], 0

    keys, decoder_hidden = encoder(src)
    decoder_input = torch.full((src.size(0), 1), SOS_token)
    use_teacher_forcing = True if random.random() < teacher_forcing_ratio else False

    t = 0
    while t < MAX_LENGTH and (tgt[:, t] != PAD_token).any():
        logp, decoder_hidden = decoder(decoder_input, decoder_hidden, keys, src == PAD_token)
        mask_loss, nTotal = maskNLLLoss(logp, tgt[:, t], (tgt[:, t] != PAD_token).float())
        loss += mask_loss
        print_losses.append(mask_loss.sum().item())
        n_totals += nTotal
        if use_teacher_forcing:
            decoder_input = tgt[:, t].unsqueeze(1)
        else:
            decoder_input = logp.topk(1)[1].detach()
        t += 1

    loss.backward()
    nn.utils.clip_grad_norm_(encoder.parameters(), 5.0)
    nn.utils.clip_grad_norm_(decoder.parameters(), 5.0)
    encoder_optimizer.step()
    decoder_optimizer.step()
    return sum(print_losses) / n_totals


if __name__ == '__main__':
    random.seed(42); np.random.seed(42); torch.manual_seed(42)
    enc, dec = EncoderRNN(n_tokens, hidden_size), AttnDecoderRNN(hidden_size, n_tokens)
    enc_opt, dec_opt = [optim.Adam(m.parameters(), lr=0.005) for m in (enc, dec)]
    for iteration in range(1, 5):
        src, tgt = get_batch(5)
        avg = train(src, tgt, enc, dec, enc_opt, dec_opt)
        print("Iteration: {}; Average loss: {:.4f}".format(iteration, avg))
