# Bachelorarbeit: Erkennung von Rissen in Betonoberflächen
# Kapitel 4.2, Training mit kombinierter Verlustfunktion
import torch
import torch.nn as nn
import torch.nn.functional as F

KLASSEN = ["Hintergrund", "Riss", "Abplatzung"]
GROESSE = 16


def erzeuge_bilder(anzahl):
    bilder = torch.rand(anzahl, 1, GROESSE, GROESSE)
    masken = torch.zeros(anzahl, GROESSE, GROESSE, dtype=torch.long)
    for i in range(anzahl):
        zeile = torch.randint(0, GROESSE, (1,)).item()
        masken[i, zeile, :] = 1
        bilder[i, 0, zeile, :] -= 0.5
        masken[i, :4, :4] = 2
    return bilder, masken


class RissNetz(nn.Module):
    def __init__(self, kanaele=8):
        super().__init__()
        self.ein = nn.Conv2d(1, kanaele, 3, padding=1)
        self.unten = nn.Conv2d(kanaele, 2 * kanaele, 3, padding=1, stride=2)
        self.oben = nn.ConvTranspose2d(2 * kanaele, kanaele, 2, stride=2)
        self.aus = nn.Conv2d(2 * kanaele, len(KLASSEN), 1)

    def forward(self, x):
        a = F.relu(self.ein(x))
        b = F.relu(self.unten(a))
        return self.aus(torch.cat([a, F.relu(self.oben(b))], dim=1))


class TverskyVerlust(nn.Module):
    """Tversky-Index nach Salehi et al.; alpha bestraft falsch positive, beta falsch negative Pixel."""

    def __init__(self, alpha=0.3, beta=0.7, glaettung=1.0):
        super().__init__()
        self.alpha, self.beta, self.glaettung = alpha, beta, glaettung

    def forward(self, logits, ziel):
        p = logits.softmax(dim=1)
        z = F.one_hot(ziel, p.shape[1]).permute(0, 3, 1, 2).float()
        achsen = (0, 2, 3)
        tp = (p * z).sum(achsen)
        fp = (p * (1 - z)).sum(achsen)
        fn = ((1 - p) * z).sum(achsen)
        index = (tp + self.glaettung) / (tp + self.alpha * fp + self.beta * fn + self.glaettung)
        return 1 - index


class FokalTversky(nn.Module):
    def __init__(self, gamma=0.75):
        super().__init__()
        self.basis = TverskyVerlust()
        self.gamma = gamma

    def forward(self, logits, ziel):
        return self.basis(logits, ziel) ** self.gamma


class KombiVerlust(nn.Module):
    def __init__(self, anteil=0.5):
        super().__init__()
        self.anteil = anteil
        self.kreuzentropie = nn.CrossEntropyLoss(weight=torch.tensor([0.2, 1.0, 1.0]))
        self.region = FokalTversky()

    def forward(self, logits, ziel):
        ke = self.kreuzentropie(logits, ziel)
        return self.anteil * ke + (1 - self.anteil) * self.region(logits, ziel)


def iou(logits, ziel, klasse):
    v, z = logits.argmax(1) == klasse, ziel == klasse
    return ((v & z).sum() / (v | z).sum().clamp(min=1)).item()


def hauptprogramm():
    torch.manual_seed(2021)
    netz, verlust_fkt = RissNetz(), KombiVerlust()
    optimierer = torch.optim.Adam(netz.parameters(), lr=3e-3)
    bilder, masken = erzeuge_bilder(12)
    for epoche in range(1, 4):
        for x, y in zip(bilder.split(4), masken.split(4)):
            ausgabe = netz(x)
            verlust = verlust_fkt(ausgabe, y)
            optimierer.zero_grad()
            verlust.backward()
            optimierer.step()
        werte = ", ".join(f"{name}: {iou(ausgabe, y, k):.2f}" for k, name in enumerate(KLASSEN))
        print(f"Epoche {epoche}: Verlust {float(verlust):.4f} | IoU {werte}")


if __name__ == "__main__":
    hauptprogramm()
