# neural style transfer, following the d2l chapter but with one weight per style layer
# (random "photos" and an untrained conv net, no vgg on this laptop)
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(3)

content_img = torch.rand(1, 3, 16, 16)
style_img = torch.rand(1, 3, 16, 16)

net = nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(),
    nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(8, 12, 3, padding=1), nn.ReLU(),
)
for p in net.parameters():
    p.requires_grad_(False)

style_layers, content_layers = [1, 3, 6], [6]
content_weight, tv_weight = 1, 10
style_weights = torch.tensor([1e3, 5e2, 2e2])


def extract_features(X):
    contents, styles = [], []
    for i, layer in enumerate(net):
        X = layer(X)
        if i in style_layers:
            styles.append(X)
        if i in content_layers:
            contents.append(X)
    return contents, styles


def content_loss(Y_hat, Y):
    return torch.square(Y_hat - Y.detach()).mean()


def gram(X):
    num_channels, n = X.shape[1], X.numel() // X.shape[1]
    X = X.reshape((num_channels, n))
    return torch.matmul(X, X.T) / (num_channels * n)


def style_loss(Y_hat, gram_Y):
    return torch.square(gram(Y_hat) - gram_Y.detach()).mean()


def tv_loss(Y_hat):
    return 0.5 * (torch.abs(Y_hat[:, :, 1:, :] - Y_hat[:, :, :-1, :]).mean() +
                  torch.abs(Y_hat[:, :, :, 1:] - Y_hat[:, :, :, :-1]).mean())


def compute_loss(X, contents_Y_hat, styles_Y_hat, contents_Y, styles_Y_gram):
    contents_l = [content_loss(Y_hat, Y) * content_weight
                  for Y_hat, Y in zip(contents_Y_hat, contents_Y)]
    styles_l = [style_loss(Y_hat, Y) * style_weights
                for Y_hat, Y in zip(styles_Y_hat, styles_Y_gram)]
    tv_l = tv_loss(X) * tv_weight
    l = sum(contents_l + styles_l + [tv_l])
    return contents_l, styles_l, tv_l, l


class SynthesizedImage(nn.Module):
    def __init__(self, img_shape):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(*img_shape))

    def forward(self):
        return self.weight


contents_Y, _ = extract_features(content_img)
_, styles_Y = extract_features(style_img)
styles_Y_gram = [gram(Y) for Y in styles_Y]

gen_img = SynthesizedImage(content_img.shape)
gen_img.weight.data.copy_(content_img.data)
trainer = torch.optim.Adam(gen_img.parameters(), lr=0.05)

for epoch in range(6):
    trainer.zero_grad()
    X = gen_img()
    contents_Y_hat, styles_Y_hat = extract_features(X)
    contents_l, styles_l, tv_l, l = compute_loss(
        X, contents_Y_hat, styles_Y_hat, contents_Y, styles_Y_gram)
    l.backward()
    trainer.step()
    if epoch % 2 == 0:
        print(f'epoch {epoch}  content {float(sum(contents_l)):.4f}  tv {float(tv_l):.4f}  total {float(l):.4f}')
