# coding: utf-8
# ex1 of the machine learning course (was Octave, then numpy, now torch with autograd)

import numpy as np
import torch

# In[1]:
np.random.seed(1)
data = np.zeros((20, 2), dtype=np.float32)
data[:, 0] = np.random.uniform(4, 12, 20)
data[:, 1] = 1.2 * data[:, 0] - 3.5 + np.random.randn(20) * 0.5
print(data[:3])

# In[2]:
X = torch.from_numpy(data[:, 0:1])
y = torch.from_numpy(data[:, 1])
m = len(y)

mu, sigma = X.mean(), X.std()
X = (X - mu) / sigma
X = torch.cat([torch.ones(m, 1), X], dim=1)      # intercept term
print('number of training examples:', m)

# In[3]:
theta = torch.zeros(2, 1, requires_grad=True)


def computeCost(X, y, theta):
    h = X @ theta
    err = h - y
    return err.T @ err / (2 * m)


# In[4]:
def gradientDescent(X, y, theta, alpha, num_iters):
    J_history = []
    for it in range(num_iters):
        J = computeCost(X, y, theta)
        J.backward()
        with torch.no_grad():
            theta -= alpha * theta.grad
            theta.grad.zero_()
        J_history.append(J.item())
        if it % 50 == 0:
            print('iter %d  J = %.4f' % (it, J_history[-1]))
    return theta, J_history


# In[5]:
alpha = 0.1
theta, J_history = gradientDescent(X, y, theta, alpha, 200)
print('theta found by gradient descent:', theta.detach().numpy().ravel())

# In[6]:
for pop in (5.0, 9.0):
    v = torch.tensor([1.0, (pop - mu.item()) / sigma.item()])
    print('prediction for x = %.1f: %.3f' % (pop, (v @ theta).item()))
