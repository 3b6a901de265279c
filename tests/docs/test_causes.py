"""Every cause for which people have reported the error has a page that answers it, one link from the error page."""

from __future__ import annotations

import re

import pytest

from built import LINK
from project import DOCS, LANGUAGES
from sources import parse

# The causes that a survey of public threads and articles found, and the section that answers each.
ANSWERS = {
    "attribution-multi-output": "situations/saliency.md",
    "autograd-grad-second-derivative": "situations/pinn.md",
    "autograd-grad-vector-output": "situations/autograd-grad.md",
    "autograd-grad-vector-output-pinn": "situations/pinn.md",
    "batch-coupling-batchnorm": "situations/pinn.md",
    "batch-size-one-hides-missing-reduction": "situations/odd-batch.md",
    "complex-output": "situations/complex-loss.md",
    "dataparallel-aux-term": "situations/multi-gpu.md",
    "dataparallel-item-sibling": "situations/multi-gpu.md",
    "dataparallel-loss-outside-forward": "situations/multi-gpu.md",
    "dataparallel-scatter-scalar": "situations/multi-gpu.md",
    "dataparallel-vector-loss": "situations/multi-gpu.md",
    "dependency-version-default-reduction": "situations/loss-reduction-none.md#reduce-false",
    "design-alternative": "faq.md#why-not-sum",
    "double-averaging": "situations/weighted-loss.md",
    "framework-scalar-only-backward": "situations/trainers.md",
    "gradcam-dense-output": "situations/saliency.md",
    "gradient-arg-one-vs-zero-dim": "situations/old-code.md",
    "gradient-arg-shape-mismatch": "situations/old-code.md",
    "gradient-penalty": "situations/gradient-penalty.md",
    "intermittent-odd-batch": "situations/odd-batch.md",
    "jacobian-wanted": "situations/autograd-grad.md",
    "jax-grad-nonscalar": "situations/torch-func.md",
    "loss-missing-final-reduction": "situations/custom-loss.md",
    "loss-reduces-only-one-dim": "situations/partial-reduction.md",
    "loss-reduction-none": "situations/loss-reduction-none.md",
    "mean-on-wrong-term": "situations/custom-loss.md",
    "misconception-detach-makes-scalar": "reference/tempting-non-fixes.md",
    "misconception-gradient-is-scale": "fixes/gradient-argument.md#upstream",
    "misconception-sum-needed": "situations/custom-loss.md",
    "model-returns-unreduced-loss": "situations/trainers.md",
    "multi-loss-concat": "situations/several-losses.md",
    "multi-loss-weighting": "situations/several-losses.md",
    "no-grad-fn-sibling": "reference/graph-errors.md#no-grad-fn",
    "official-docs-wording": "why.md#jacobian",
    "ones-gradient-is-sum-not-jacobian": "situations/autograd-grad.md",
    "per-example-gradients": "situations/per-sample-gradients.md",
    "per-loss-gradients": "situations/several-losses.md",
    "per-sample-weights": "situations/weighted-loss.md",
    "raw-model-output-backward": "situations/vector-backward.md#model-output",
    "reduced-too-early": "situations/weighted-loss.md",
    "reduction-arg-ignored-old-version": "situations/loss-reduction-none.md#reduce-false",
    "seo-explainer": "faq.md",
    "size-one-not-zero-dim": "situations/torch-func.md",
    "sum-vs-mean-scaling": "situations/sum-or-mean.md",
    "target-extra-dim": "situations/custom-loss.md",
    "torch-func-nonscalar": "situations/torch-func.md",
    "trainer-wrong-loss-element": "situations/trainers.md",
    "tutorial-vector-backward": "situations/vector-backward.md",
    "unknown-third-party-code": "situations/third-party-code.md",
    "vmap-removes-batch-dim": "situations/torch-func.md",
    "wrong-axis-reduction": "situations/partial-reduction.md",
    "wrong-output-element-as-loss": "situations/trainers.md",
    "zero-times-output-broadcast": "situations/several-losses.md",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", ANSWERS)
def test_a_cause_is_answered(cause, language):
    path, _, anchor = ANSWERS[cause].partition("#")
    page = parse(path, (DOCS / language / path).read_text("utf-8"))
    assert not anchor or anchor in {heading.id for heading in page.headings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_error_page_leads_to_every_answer(language):
    text = (DOCS / language / "index.md").read_text("utf-8")
    linked = {match["target"].partition("#")[0] for match in LINK.finditer(text)}
    assert {answer.partition("#")[0] for answer in ANSWERS.values()} <= linked


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_error_page_leads_to_every_situation(language):
    folder = DOCS / language
    situations = {path.relative_to(folder).as_posix() for path in (folder / "situations").glob("*.md")}
    assert situations
    text = (folder / "index.md").read_text("utf-8")
    table = re.search(r"\{#situations\}\n(.*?)\n## ", text, re.S)[1]
    assert situations <= {match["target"].partition("#")[0] for match in LINK.finditer(table)}
