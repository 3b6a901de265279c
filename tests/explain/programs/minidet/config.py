model = dict(
    num_classes=4,
    stride=8,
    loss_cls=dict(type="FocalLoss", gamma=2.0, alpha=0.25, reduction="mean", loss_weight=1.0),
    loss_bbox=dict(type="GIoULoss", reduction="avg", loss_weight=2.0),
    loss_ctr=dict(type="CenternessLoss", loss_weight=1.0),
)
optimizer = dict(lr=1e-3, weight_decay=1e-4)
runner = dict(max_iters=5, samples_per_gpu=2, log_interval=1)
