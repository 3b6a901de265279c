from .forecaster import PatchForecaster

__all__ = ["PatchForecaster"]
