import torch, json
class ApiError(Exception): pass
log = [{"step": 3, "error": "RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn"}]
raise ApiError("job failed with: " + json.dumps(log))
