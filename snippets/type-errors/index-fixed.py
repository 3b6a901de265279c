import torch

IMAGE = 32
ids = torch.tensor([32, 5, 32, 7])
places = torch.where(ids == IMAGE)[0].tolist()
assert places, "no image token: was the prompt cut, or is it another tokenizer?"
start = places[0]
print(places, start)
