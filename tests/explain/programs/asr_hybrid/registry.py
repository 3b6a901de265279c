"""tiny registry, same idea as in espnet / mmcv"""
_CRITERIA = {}


def register_criterion(name):
    def deco(cls):
        if name in _CRITERIA:
            raise KeyError(f"{name} registered twice")
        _CRITERIA[name] = cls
        return cls
    return deco


def build_criterion(conf):
    conf = dict(conf)
    return _CRITERIA[conf.pop("name")](**conf)
