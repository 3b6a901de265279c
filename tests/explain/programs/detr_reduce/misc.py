from collections import defaultdict


def get_world_size():
    return 1


def reduce_dict(input_dict, average=True):
    """Reduce the values in the dictionary from all processes, for logging."""
    world_size = get_world_size()
    reduced = {k: v.detach().cpu().item() for k, v in sorted(input_dict.items())}
    if average:
        reduced = {k: v / world_size for k, v in reduced.items()}
    return reduced


class MetricLogger:
    def __init__(self, delimiter="  "):
        self.meters = defaultdict(list)
        self.delimiter = delimiter

    def update(self, **kwargs):
        for k, v in kwargs.items():
            self.meters[k].append(v)

    def log_every(self, iterable, freq, header=""):
        for i, obj in enumerate(iterable):
            yield obj
            if i % freq == 0:
                print(header, self.delimiter.join(f"{k}: {sum(v) / len(v):.4f}" for k, v in self.meters.items()))
