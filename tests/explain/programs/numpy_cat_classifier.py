# my first pytorch program :)
# I had this working in pure numpy (2 layer network, cat / not cat), now I let
# autograd do the backward part instead of writing dW1, dW2 by hand

import numpy as np
import torch

np.random.seed(1)

# data, shape is (features, number of examples) like in the course
m = 40
X = np.random.randn(12, m)
Y = (np.sum(X[:3, :], axis=0, keepdims=True) > 0).astype(float)

X = torch.tensor(X)
Y = torch.tensor(Y)


def initialize_parameters(n_x, n_h, n_y):
    W1 = torch.tensor(np.random.randn(n_h, n_x) * 0.01, requires_grad=True)
    b1 = torch.zeros((n_h, 1), dtype=torch.float64, requires_grad=True)
    W2 = torch.tensor(np.random.randn(n_y, n_h) * 0.01, requires_grad=True)
    b2 = torch.zeros((n_y, 1), dtype=torch.float64, requires_grad=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def relu(z):
    return torch.maximum(z, torch.zeros_like(z))


def forward_propagation(X, parameters):
    Z1 = torch.mm(parameters["W1"], X) + parameters["b1"]
    A1 = relu(Z1)
    Z2 = torch.mm(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2


def compute_cost(A2, Y):
    m = Y.shape[1]
    # cost = -1/m * np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))
    logprobs = torch.multiply(Y, torch.log(A2)) + torch.multiply(1 - Y, torch.log(1 - A2))
    cost = -1 / m * logprobs
    cost = torch.squeeze(cost)      # makes sure cost is the dimension we expect
    return cost


def update_parameters(parameters, learning_rate=0.5):
    with torch.no_grad():
        for name in parameters:
            parameters[name] -= learning_rate * parameters[name].grad
            parameters[name].grad.zero_()


def predict(A2):
    return (A2 > 0.5).double()


parameters = initialize_parameters(12, 4, 1)
for i in range(0, 60):
    A2 = forward_propagation(X, parameters)
    cost = compute_cost(A2, Y)
    cost.backward()
    update_parameters(parameters)
    if i % 20 == 0:
        print("Cost after iteration %i: %f" % (i, cost))

print("train accuracy:", float((predict(A2) == Y).double().mean()) * 100, "%")
