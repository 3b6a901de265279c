import torch

torch.manual_seed(0)
network = torch.nn.Linear(4, 3)
images, labels = torch.rand(2, 4), torch.tensor([0, 2])


def attack(images):
    images = images.clone().requires_grad_()
    loss = torch.nn.functional.cross_entropy(network(images), labels)
    (gradient,) = torch.autograd.grad(loss, images)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
    return (images + 0.1 * gradient.sign()).detach()


with torch.no_grad():
    attacked = attack(images)
    accuracy = (network(attacked).argmax(1) == labels).float().mean()
