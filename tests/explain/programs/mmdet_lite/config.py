# 单阶段小检测头, 2 类
num_classes = 2
model = dict(
    in_channels=8,
    feat_channels=16,
    num_classes=num_classes,
    bbox_head=dict(
        loss_cls=dict(type="CrossEntropyLoss", loss_weight=1.0),
        loss_bbox=dict(
            type="SmoothL1Loss",
            beta=1.0 / 9.0,
            reduction="none",
            loss_weight=1.5),
    ),
)
optimizer = dict(lr=0.02, momentum=0.9, weight_decay=1e-4)
optimizer_config = dict(grad_clip=dict(max_norm=35, norm_type=2))
data = dict(samples_per_gpu=4, num_anchors=6)
total_iters = 5
