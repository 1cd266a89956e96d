// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace at {
class Tensor;
}

// The terms that training maximises or minimises: differentiable bounds on mutual information. Each is
// batched over a leading seed dimension R, returns one number a seed [R] in nats, keeps the type of its input
// and carries gradients to every input that asks for them. B is the batch, d the width of the layer, K the
// number of classes. No function draws random numbers, keeps state or is tied to a thread or a device. Shapes
// that do not fit are a bug and end the program.
namespace infoplane {

// Compression, from above: the Gaussian maximum-entropy bound on I(X; T + eps), eps ~ N(0, sigma^2 I),
//   1/2 sum_k ln(1 + Var(t_k) / sigma^2),
// with the variance over the batch (divided by B). t [R, B, d], sigma > 0. Not below 0, no cap.
[[nodiscard]] at::Tensor gaussianBound(const at::Tensor& t, double sigma);

// The same from the whole covariance C of the batch (divided by B), never above it (Hadamard):
//   1/2 ln det(1 + C / sigma^2),
// by the Cholesky factor of the smaller of the d x d and the B x B matrix that have this determinant.
[[nodiscard]] at::Tensor gaussianFullBound(const at::Tensor& t, double sigma);

// Compression, from above: the pairwise bound on the information of the batch's own empirical distribution
// (Kolchinsky & Tracey 2017, eq. 10, with the Kullback-Leibler divergence),
//   -1/B sum_i ln 1/B sum_j exp(-|t_i - t_j|^2 / (2 sigma^2)).
// t [R, B, d], sigma > 0. Not below 0, cap ln B, which it nears where the outputs lie far apart: there it has
// no gradient, and I(X;T^) may be far above.
[[nodiscard]] at::Tensor ktUpperBound(const at::Tensor& t, double sigma);

// Compression, a Donsker-Varadhan value with the channel known (method "known conditional"):
//   C(t^, t) = -|t^ - t|^2 / (2 sigma^2) - g(t^),  mean over i of C(t^_i, t_i) - ln mean over i != j of
//   e^C(t^_i, t_j),
// g_of_noisy [R, B] = g(t^), learnt to raise it; gradient and running mean as donskerVaradhanSurrogate. It
// estimates a lower bound, tight at g = ln p(t^) but for a constant. t and noisy [R, B, d], B >= 2.
[[nodiscard]] at::Tensor knownConditionalSurrogate(const at::Tensor& t, const at::Tensor& noisy,
                                                   const at::Tensor& g_of_noisy, double sigma,
                                                   at::Tensor& log_running_mean, double rate = 0.1);

// Compression, from above in expectation: the leave-one-out bound on I(X; T^) (Poole et al. 2019, eq. 13),
//   1/B sum_i [ ln p(t^_i | t_i) - ln 1/(B-1) sum_{j != i} p(t^_i | t_j) ],   p(. | t) = N(t, sigma^2 I).
// t clean and noisy = t + sigma N(0, I), both [R, B, d], B >= 2, sigma > 0. It has no cap; one batch may give
// a negative number.
[[nodiscard]] at::Tensor leaveOneOutBound(const at::Tensor& t, const at::Tensor& noisy, double sigma);

// The Donsker-Varadhan value of a critic (Belghazi et al. 2018, eq. 8), a lower bound in the limit of many
// samples,
//   mean(joint) - ln mean(exp(marginal)).
// joint [R, n]: the critic on pairs drawn together; marginal [R, m]: on pairs drawn apart. A finite m biases
// it upwards, without limit where the information is far above ln m. AA-MINE (Elad et al. 2019) is this value
// with a critic of the pairs (t_i, t^_i) against the pairs (t_i, t^_p(i)), p a permutation of the batch;
// MINE's relevance the same with (t, one-hot y).
[[nodiscard]] at::Tensor donskerVaradhan(const at::Tensor& joint, const at::Tensor& marginal);

// The same value, with the bias-corrected gradient of Belghazi et al. 2018, section 3.2: the gradient of the
// second term is mean(e^C dC) divided by a running mean of E e^C over the steps instead of by this batch's
// mean. log_running_mean [R], of the critic's type, holds that mean's logarithm; it is updated in place
// before use,
//   mean <- (1 - rate) mean + rate E e^C,   0 < rate <= 1,
// and starts where it is NaN (fill it with NaN before the first step): there it becomes this batch's mean.
[[nodiscard]] at::Tensor donskerVaradhanSurrogate(const at::Tensor& joint, const at::Tensor& marginal,
                                                  at::Tensor& log_running_mean, double rate = 0.1);

// Relevance, label-marginalised Donsker-Varadhan: a critic with one output a class, the marginal over labels
// summed exactly,
//   1/B sum_i C(t_i, y_i) - ln 1/B sum_i sum_y p(y) e^C(t_i, y).
// critic [R, B, K], labels int64 [R, B] in 0..K-1, log_prior [K] = ln p(y) of the training data. A lower
// bound on I(T;Y) in expectation over t and tight at C = ln p(y|t)/p(y).
[[nodiscard]] at::Tensor labelMarginalised(const at::Tensor& critic, const at::Tensor& labels,
                                           const at::Tensor& log_prior);

// The same value with the bias-corrected gradient, as donskerVaradhanSurrogate.
[[nodiscard]] at::Tensor labelMarginalisedSurrogate(const at::Tensor& critic, const at::Tensor& labels,
                                                    const at::Tensor& log_prior, at::Tensor& log_running_mean,
                                                    double rate = 0.1);

// Relevance, variational (Barber & Agakov 2003): H(Y) minus the cross-entropy of softmax_y(C + ln p),
//   1/B sum_i [ C(t_i, y_i) - ln sum_y p(y) e^C(t_i, y) ].
// The entropy is read as -1/B sum ln p(y_i) on the same batch, which equals H(Y) where the batch has the
// prior's label frequencies and has the same expectation and the same gradient elsewhere; so the value is
// never below labelMarginalised of the same critic, on any batch (Jensen). Shapes as there. With it and
// without a compression term, layer-wise training is greedy layer-wise cross-entropy with the critic as head.
[[nodiscard]] at::Tensor variationalBound(const at::Tensor& critic, const at::Tensor& labels,
                                          const at::Tensor& log_prior);

// Relevance, InfoNCE over the labels of the batch (van den Oord et al. 2018):
//   ln B + 1/B sum_i [ C(t_i, y_i) - ln sum_j e^C(t_i, y_j) ],
// which is variationalBound with the batch's own label frequencies as prior, and is computed as that. A lower
// bound in expectation, cap ln B. Shapes as there.
[[nodiscard]] at::Tensor infoNceOverLabels(const at::Tensor& critic, const at::Tensor& labels);

// The bound of Nguyen, Wainwright & Jordan 2010 (Poole et al. 2019), a lower bound in
// expectation, for any number of samples,
//   mean(joint) - e^-1 mean(exp(marginal)).
// Tight at C = 1 + ln p(x,y)/(p(x)p(y)). Shapes as donskerVaradhan.
[[nodiscard]] at::Tensor nwjBound(const at::Tensor& joint, const at::Tensor& marginal);

// InfoNCE (van den Oord et al. 2018; Poole et al. 2019), a lower bound in expectation,
//   ln B + 1/B sum_i [ c_ii - ln sum_j e^c_ij ].
// scores [R, B, B], c_ij = C(x_i, y_j). Never above its cap ln B.
[[nodiscard]] at::Tensor infoNceBound(const at::Tensor& scores);

// The Jensen-Shannon objective (Hjelm et al. 2019, eq. 4), whose gradient trains SMILE's critic,
//   -mean(ln(1 + e^-joint)) - mean(ln(1 + e^marginal)).
// No information but an objective, at most 0; its maximum is at C = ln p(x,y)/(p(x)p(y)). Shapes as
// donskerVaradhan.
[[nodiscard]] at::Tensor jensenShannon(const at::Tensor& joint, const at::Tensor& marginal);

} // namespace infoplane
