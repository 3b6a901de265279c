"""
Sales forecasting with an LSTM.
Question: why do I get "element 0 of tensors does not require grad and does not have a grad_fn"?
The model is in train mode and all the parameters have requires_grad=True.
"""
import numpy as np
import torch
import torch.nn as nn

np.random.seed(0)
torch.manual_seed(0)


class StandardScaler:
    def fit(self, data):
        self.mean = data.mean(axis=0)
        self.std = data.std(axis=0)
        return self

    def transform(self, data):
        return (data - self.mean) / self.std

    def inverse_transform(self, data):
        if torch.is_tensor(data):
            data = data.detach().cpu().numpy()
        return torch.from_numpy(data * self.std + self.mean)


class SalesDataset(torch.utils.data.Dataset):
    def __init__(self, values, seq_len=14, pred_len=3):
        self.v, self.seq_len, self.pred_len = values, seq_len, pred_len

    def __len__(self):
        return len(self.v) - self.seq_len - self.pred_len

    def __getitem__(self, i):
        j = i + self.seq_len
        return self.v[i:j], self.v[j:j + self.pred_len]


class Model(nn.Module):
    def __init__(self, n_features, hidden=16, pred_len=3):
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers=2, batch_first=True)
        self.linear = nn.Linear(hidden, n_features * pred_len)
        self.shape = (pred_len, n_features)

    def forward(self, x):
        out, (h, c) = self.lstm(x)
        return self.linear(out[:, -1]).view(-1, *self.shape)


# three stores, one year
days = np.arange(365)
raw = np.stack([200 + 40 * np.sin(2 * np.pi * days / 7 + k) + 5 * np.random.randn(365) for k in range(3)], 1).astype("float32")
scaler = StandardScaler().fit(raw[:250])
loader = torch.utils.data.DataLoader(SalesDataset(scaler.transform(raw[:250])), batch_size=64, shuffle=True)

model = Model(3)
model.train()
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

for epoch in range(3):
    train_loss = []
    for batch_x, batch_y in loader:
        optimizer.zero_grad()
        outputs = model(batch_x)
        # RMSE in real sales units
        pred_sales = scaler.inverse_transform(outputs)
        true_sales = scaler.inverse_transform(batch_y)
        rmse = torch.sqrt(criterion(pred_sales, true_sales))
        rmse.backward()
        optimizer.step()
        train_loss.append(rmse.item())
    print("Epoch: {} | Train RMSE: {:.2f}".format(epoch + 1, np.mean(train_loss)))
