# 《动手学深度学习》softmax 回归的从零开始实现 —— 课后自己敲一遍
# 没有下载 Fashion-MNIST，用随机数据代替
import torch
from torch import nn

torch.manual_seed(0)

batch_size = 16
num_inputs = 20
num_outputs = 5


class Accumulator:
    """在 n 个变量上累加"""
    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def __getitem__(self, idx):
        return self.data[idx]


def load_data(n):
    X = torch.randn(n, num_inputs)
    y = X[:, :num_outputs].argmax(dim=1)
    return [(X[i:i + batch_size], y[i:i + batch_size]) for i in range(0, n, batch_size)]


W = torch.normal(0, 0.01, size=(num_inputs, num_outputs), requires_grad=True)
b = torch.zeros(num_outputs, requires_grad=True)


def softmax(X):
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition  # 这里应用了广播机制


def net(X):
    return softmax(torch.matmul(X.reshape((-1, W.shape[0])), W) + b)


def cross_entropy(y_hat, y):
    return - torch.log(y_hat[range(len(y_hat)), y])


def sgd(params, lr, batch_size):
    """小批量随机梯度下降"""
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()


def accuracy(y_hat, y):
    return float((y_hat.argmax(dim=1) == y).sum())


def train_epoch_ch3(net, train_iter, loss, updater):
    if isinstance(net, nn.Module):
        net.train()
    # 训练损失总和、训练准确度总和、样本数
    metric = Accumulator(3)
    for X, y in train_iter:
        y_hat = net(X)
        l = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            # 使用 PyTorch 内置的优化器和损失函数
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            # 使用定制的优化器和损失函数
            l.backward()
            updater(X.shape[0])
        metric.add(float(l.sum()), accuracy(y_hat, y), y.numel())
    return metric[0] / metric[2], metric[1] / metric[2]


def train_ch3(net, train_iter, loss, num_epochs, updater):
    for epoch in range(num_epochs):
        train_loss, train_acc = train_epoch_ch3(net, train_iter, loss, updater)
        print(f'epoch {epoch + 1}, loss {train_loss:.4f}, train acc {train_acc:.3f}')


train_iter = load_data(96)

# 先用简洁实现跑一遍，确认数据没问题
net2 = nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_outputs))
print('简洁实现:')
train_ch3(net2, train_iter, nn.CrossEntropyLoss(reduction='none'), 2,
          torch.optim.SGD(net2.parameters(), lr=0.1))

lr = 0.1


def updater(batch_size):
    return sgd([W, b], lr, batch_size)


print('从零开始实现:')
train_ch3(net, train_iter, cross_entropy, 3, updater)
