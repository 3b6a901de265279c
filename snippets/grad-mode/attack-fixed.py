import torch

torch.manual_seed(0)
network = torch.nn.Linear(4, 3)
images, labels = torch.rand(2, 4), torch.tensor([0, 2])


def attack(images):
    images = images.clone().requires_grad_()
    loss = torch.nn.functional.cross_entropy(network(images), labels)
    (gradient,) = torch.autograd.grad(loss, images)
    return (images + 0.1 * gradient.sign()).detach()


with torch.no_grad():
    with torch.enable_grad():
        attacked = attack(images)
    accuracy = (network(attacked).argmax(1) == labels).float().mean()
print("moved:", (attacked != images).any().item(), "accuracy has a graph:", accuracy.requires_grad)
