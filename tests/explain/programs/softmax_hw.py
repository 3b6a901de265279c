# 动手学深度学习 课后作业: softmax回归从零实现 (不用nn, 不用optim)
# 数据用随机生成的代替 Fashion-MNIST
import random
import numpy as np
import torch

random.seed(0)
np.random.seed(0)
torch.manual_seed(0)

num_inputs, num_outputs, n = 20, 5, 200
batch_size, num_epochs, lr = 25, 3, 0.1

# ---------- 数据 ----------
true_w = torch.randn(num_inputs, num_outputs)
features = torch.randn(n, num_inputs)
labels = (features @ true_w + 0.5 * torch.randn(n, num_outputs)).argmax(1)


def data_iter(batch_size, features, labels):
    indices = list(range(len(features)))
    random.shuffle(indices)  # 打乱顺序
    for i in range(0, len(indices), batch_size):
        j = torch.tensor(indices[i: i + batch_size])
        yield features[j], labels[j]


# ---------- 模型 ----------
W = torch.normal(0, 0.01, (num_inputs, num_outputs), requires_grad=True)
b = torch.zeros(num_outputs, requires_grad=True)


def softmax(X):
    X_exp = (X - X.max(dim=1, keepdim=True)[0]).exp()
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def net(X):
    return softmax(X @ W + b)


def cross_entropy(y_hat, y):
    return -torch.log(y_hat.gather(1, y.view(-1, 1)) + 1e-9)


def accuracy(y_hat, y):
    return (y_hat.argmax(dim=1) == y).float().mean().item()


def evaluate():
    with torch.no_grad():
        return accuracy(net(features), labels)


def sgd(params, lr, batch_size):
    """小批量随机梯度下降"""
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()


# ---------- 训练 ----------
print("训练前 acc = %.3f" % evaluate())
for epoch in range(num_epochs):
    train_l_sum, train_acc_sum, m = 0.0, 0.0, 0
    for X, y in data_iter(batch_size, features, labels):
        y_hat = net(X)
        l = cross_entropy(y_hat, y).sum()
        l.backward()
        sgd([W, b], lr, batch_size)
        train_l_sum += l.item()
        train_acc_sum += (y_hat.argmax(dim=1) == y).sum().item()
        m += y.shape[0]
    print('epoch %d, loss %.4f, train acc %.3f' % (epoch + 1, train_l_sum / m, train_acc_sum / m))
