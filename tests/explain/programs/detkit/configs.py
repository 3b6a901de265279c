"""Experiment presets.  One dict per experiment; inherit with ``{**base, ...}``."""

base = dict(
    seed=0,
    steps=3,
    lr=1e-2,
    head=dict(
        type="anchor_free",
        in_ch=8,
        num_classes=3,
        loss_cls=dict(type="QualityFocalLoss", beta=2.0, loss_weight=1.0),
        loss_bbox=dict(type="GIoULoss", loss_weight=2.0),
    ),
)

# dump per-box losses for the error analysis notebook
analysis = {
    **base,
    "steps": 1,
    "head": {**base["head"], "loss_bbox": dict(type="GIoULoss", reduction="none", loss_weight=2.0)},
}

nano = {
    **analysis,
    "steps": 3,
    "lr": 5e-3,
}
