# pip install paddlepaddle==3.3.1
import warnings

with warnings.catch_warnings(action="ignore"):
    import paddle
    from paddle.nn.functional import kl_div, log_softmax, softmax


def by_hand(logs, target):
    return (target * (target.log() - logs)).sum()


def built_in(logs, target):
    return kl_div(logs, target, reduction="batchmean")


for kl in [built_in, by_hand]:
    for place in ["input", "target"]:
        teacher = paddle.to_tensor([[1.0, 2.0]])
        student = paddle.to_tensor([[0.0, 3.0]], stop_gradient=False)
        first, second = (student, teacher) if place == "input" else (teacher, student)
        loss = kl(log_softmax(first), softmax(second))
        loss.backward()
        print(kl.__name__, "student as", place, "gradient:", student.grad is not None)
