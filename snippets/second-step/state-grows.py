import torch


def size(loss):
    found, todo = set(), [loss.grad_fn]
    while todo:
        if (node := todo.pop()) and node not in found:
            found.add(node)
            todo += [parent for parent, _ in node.next_functions]
    return len(found)


w = torch.tensor(0.5, requires_grad=True)
state = torch.tensor(1.0)
for step in range(4):
    state = w * state + 1
    loss = state.square()
    loss.backward(retain_graph=True)
    print(step, size(loss))  # wrong
