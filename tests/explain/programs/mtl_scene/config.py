CONFIG = {
    "seed": 3,
    "epochs": 2,
    "optimizer": {"type": "SGD", "args": {"lr": 0.01, "momentum": 0.9}},
    "model": {"width": 8, "n_scene": 5},
    "tasks": {
        "scene": {
            "weight": 1.0,
            "criterion": {"type": "CrossEntropyLoss", "args": {"label_smoothing": 0.1}},
        },
        "depth": {
            "weight": 0.5,
            "criterion": {"type": "L1Loss", "args": {"reduction": "none"}},
        },
        "edges": {
            "weight": 0.2,
            "criterion": {"type": "BCEWithLogitsLoss"},
        },
    },
}
