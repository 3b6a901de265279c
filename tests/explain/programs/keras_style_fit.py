# I come from Keras so I wrote a small compile/fit wrapper to feel at home.
# House price toy data, 2 outputs (price, days on market).
import torch
import torch.nn as nn

torch.manual_seed(123)


class Sequential(nn.Sequential):
    def compile(self, optimizer, loss, metrics=()):
        self.loss_fn = loss
        self.metric_fns = list(metrics)
        if optimizer == "adam":
            self.opt = torch.optim.Adam(self.parameters(), lr=0.001)
        elif optimizer == "sgd":
            self.opt = torch.optim.SGD(self.parameters(), lr=0.01)
        else:
            raise ValueError("unknown optimizer: " + str(optimizer))

    def train_on_batch(self, x, y):
        self.train()
        self.opt.zero_grad()
        y_pred = self(x)
        loss_value = self.loss_fn(y, y_pred)
        loss_value.backward()
        self.opt.step()
        return [loss_value.item()] + [float(f(y, y_pred)) for f in self.metric_fns]

    def fit(self, x, y, batch_size=32, epochs=1):
        history = []
        for e in range(epochs):
            print("Epoch %d/%d" % (e + 1, epochs))
            logs = []
            for s in range(0, len(x), batch_size):
                logs.append(self.train_on_batch(x[s:s + batch_size], y[s:s + batch_size]))
            mean = [sum(c) / len(c) for c in zip(*logs)]
            print(" - loss: %.4f - mae: %.4f" % tuple(mean))
            history.append(mean)
        return history


# same as in my keras project:
#   def log_mse(y_true, y_pred):
#       return K.mean(K.square(K.log(y_pred + 1) - K.log(y_true + 1)), axis=-1)
def log_mse(y_true, y_pred):
    first_log = torch.log(y_pred.clamp(min=0) + 1.0)
    second_log = torch.log(y_true.clamp(min=0) + 1.0)
    return torch.mean(torch.square(first_log - second_log), dim=-1)


def mae(y_true, y_pred):
    return torch.mean(torch.abs(y_true - y_pred))


x_train = torch.rand(96, 6)
y_train = torch.stack([x_train.sum(1) * 3, x_train[:, 0] * 10], dim=1)

model = Sequential(
    nn.Linear(6, 32),
    nn.ReLU(),
    nn.Linear(32, 2),
    nn.Softplus(),
)
model.compile(optimizer="adam", loss=log_mse, metrics=[mae])
print(model)
history = model.fit(x_train, y_train, batch_size=32, epochs=2)
print("final:", history[-1])
