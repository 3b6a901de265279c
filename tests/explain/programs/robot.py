import torch
class Robot:
    def __init__(self): self.pos = torch.zeros(2)
    def forward(self, n): self.pos += n
def play(car):
    car.forward(3)
    car.backward(2)
play(Robot())
