"""two-level key: value files, enough for our experiments (no pyyaml on the cluster)"""
import os


def _cast(v):
    for t in (int, float):
        try:
            return t(v)
        except ValueError:
            pass
    return v


def load(path):
    cfg, cur = {}, None
    with open(path) as fh:
        for raw in fh:
            line = raw.split("#")[0].rstrip()
            if not line:
                continue
            key, _, val = line.strip().partition(":")
            if line.startswith(" "):
                cfg[cur][key] = _cast(val.strip())
            elif val.strip():
                cfg[key] = _cast(val.strip())
            else:
                cur = key
                cfg[cur] = {}
    return cfg


HERE = os.path.dirname(os.path.abspath(__file__))
