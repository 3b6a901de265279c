import torch


def probability_after_a_step(sign):
    logits = torch.zeros(3, requires_grad=True)
    log_prob = logits.log_softmax(dim=0)[0]
    (sign * log_prob * 4.0).backward()
    return (logits - 0.1 * logits.grad).softmax(dim=0)[0]


print(f"before               {1 / 3:.4f}")
print(f"-log_prob * returns  {probability_after_a_step(-1):.4f}")
print(f" log_prob * returns  {probability_after_a_step(1):.4f}")  # wrong
