import torch
import torch.nn as nn


class FastSpeech2Loss(nn.Module):
    """FastSpeech2 Loss"""

    def __init__(self, preprocess_config, model_config):
        super(FastSpeech2Loss, self).__init__()
        self.pitch_feature_level = preprocess_config["pitch"]["feature"]
        self.mse_loss = nn.MSELoss()
        self.mae_loss = nn.L1Loss()
        self.log_offset = model_config["log_offset"]

    def get_duration_loss(self, log_dur_pred, dur, src_masks):
        log_dur = torch.log(dur.float() + self.log_offset)
        log_dur.requires_grad = False
        keep = src_masks.float()
        sq = (log_dur_pred - log_dur) ** 2
        # padded phonemes do not count
        return (sq * keep).sum(dim=1) / keep.sum(dim=1)

    def forward(self, inputs, predictions):
        mel_targets, pitch_targets, energy_targets, duration_targets = inputs
        mel_pred, postnet_mel, pitch_pred, energy_pred, log_dur_pred, src_masks, mel_masks = predictions

        pitch_pred = pitch_pred.masked_select(src_masks)
        pitch_targets = pitch_targets.masked_select(src_masks)
        energy_pred = energy_pred.masked_select(src_masks)
        energy_targets = energy_targets.masked_select(src_masks)

        mel_pred = mel_pred.masked_select(mel_masks.unsqueeze(-1))
        postnet_mel = postnet_mel.masked_select(mel_masks.unsqueeze(-1))
        mel_targets = mel_targets.masked_select(mel_masks.unsqueeze(-1))

        mel_loss = self.mae_loss(mel_pred, mel_targets)
        postnet_mel_loss = self.mae_loss(postnet_mel, mel_targets)

        pitch_loss = self.mse_loss(pitch_pred, pitch_targets)
        energy_loss = self.mse_loss(energy_pred, energy_targets)
        duration_loss = self.get_duration_loss(log_dur_pred, duration_targets, src_masks)

        total_loss = (
            mel_loss + postnet_mel_loss + duration_loss + pitch_loss + energy_loss
        )

        return (
            total_loss,
            mel_loss,
            postnet_mel_loss,
            pitch_loss,
            energy_loss,
            duration_loss,
        )
