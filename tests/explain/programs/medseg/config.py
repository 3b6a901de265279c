"""Experiment config, v3 (after the meeting on Tuesday)."""

cfg = dict(
    seed=3407,
    batch_size=4,
    img_size=16,
    epochs=2,
    optimizer=dict(lr=1e-3, weight_decay=1e-4),
    # loss terms, summed with their weights
    criterion=[
        dict(type="dice", weight=1.0, smooth=1.0),
        dict(type="focal", weight=0.5, gamma=2.0, alpha=0.25, reduction="none"),
    ],
)
