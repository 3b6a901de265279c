import torch

from loss import FastSpeech2Loss
from model import FastSpeech2

preprocess_config = {"pitch": {"feature": "phoneme_level"}, "mel": {"n_mel_channels": 10}}
model_config = {"log_offset": 1.0}
train_config = {"optimizer": {"batch_size": 5, "grad_clip_thresh": 1.0, "grad_acc_step": 1}, "step": {"total_step": 6, "log_step": 2}}


def to_batch(bs, n_mel):
    src_lens = torch.randint(4, 9, (bs,))
    L = int(src_lens.max())
    valid = torch.arange(L)[None] < src_lens[:, None]
    texts = torch.randint(1, 30, (bs, L)) * valid
    dur = torch.randint(1, 4, (bs, L)) * valid
    M = int(dur.sum(1).max())
    return texts, src_lens, dur, torch.randn(bs, M, n_mel), torch.randn(bs, L), torch.randn(bs, L)


def main():
    torch.manual_seed(1234)
    model = FastSpeech2()
    Loss = FastSpeech2Loss(preprocess_config, model_config)
    optimizer = torch.optim.Adam(model.parameters(), betas=(0.9, 0.98), eps=1e-9)

    grad_acc_step = train_config["optimizer"]["grad_acc_step"]
    total_step = train_config["step"]["total_step"]
    step = 1
    while True:
        texts, src_lens, dur, mel, pitch, energy = to_batch(train_config["optimizer"]["batch_size"], 10)

        # Forward
        output = model(texts, src_lens, dur)

        # Cal Loss
        losses = Loss((mel, pitch, energy, dur), output)
        total_loss = losses[0]

        # Backward
        total_loss = total_loss / grad_acc_step
        total_loss.backward()
        if step % grad_acc_step == 0:
            torch.nn.utils.clip_grad_norm_(model.parameters(), train_config["optimizer"]["grad_clip_thresh"])
            optimizer.step()
            optimizer.zero_grad()

        if step % train_config["step"]["log_step"] == 0:
            names = "Total Loss: {:.4f}, Mel Loss: {:.4f}, Mel PostNet Loss: {:.4f}, Pitch Loss: {:.4f}, Energy Loss: {:.4f}, Duration Loss: {:.4f}"
            print(f"Step {step}/{total_step}, " + names.format(*(l.mean().item() for l in losses)))
        if step == total_step:
            break
        step += 1


if __name__ == "__main__":
    main()
