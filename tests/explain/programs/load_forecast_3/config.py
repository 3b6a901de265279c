"""Settings for the day-ahead load forecast."""

DATA = {
    "hist_len": 24,
    "horizon": 6,
    "n_series": 3,
}

MODEL = {
    "hidden": 16,
    "dropout": 0.0,
}

LOSS = {
    "name": "quantile",
    "quantiles": [0.1, 0.5, 0.9],
    "reduction": "avg",
}

TRAIN = {
    "epochs": 3,
    "batch_size": 8,
    "lr": 5e-3,
    "seed": 11,
}
