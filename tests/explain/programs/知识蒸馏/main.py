import torch

from distiller import Distiller, 小网络

配置 = {
    "输入维度": 10,
    "宽度": 16,
    "类别数": 5,
    "固定温度": 4.0,
    "动态温度": True,   # 固定温度效果不好, 换成逐样本的试试
    "alpha": 0.9,
    "lr": 0.05,
    "epochs": 3,
}


def 训练一轮(net, opt, 数据, alpha):
    正确 = 总数 = 0
    for x, y in 数据:
        opt.zero_grad()
        logits, ce, kd = net(x, y)
        loss = (1 - alpha) * ce + alpha * kd
        loss.backward()
        opt.step()
        正确 += (logits.argmax(1) == y).sum().item()
        总数 += y.numel()
    return 正确 / 总数


def main():
    torch.manual_seed(1234)
    c = 配置
    老师 = 小网络(c["输入维度"], 64, c["类别数"])
    学生 = 小网络(c["输入维度"], c["宽度"], c["类别数"])
    net = Distiller(老师, 学生, c)
    可训练 = [p for p in net.parameters() if p.requires_grad]
    print("可训练参数量:", sum(p.numel() for p in 可训练))
    opt = torch.optim.SGD(可训练, lr=c["lr"], momentum=0.9)
    数据 = [(torch.randn(8, c["输入维度"]), torch.randint(0, c["类别数"], (8,))) for _ in range(4)]
    for ep in range(c["epochs"]):
        acc = 训练一轮(net, opt, 数据, c["alpha"])
        print(f"第{ep}轮 训练精度 {acc:.3f}")


if __name__ == "__main__":
    main()
