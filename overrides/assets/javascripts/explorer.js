// Multiplies the vector that the reader types by the Jacobian that a snippet printed, and shows the gradients.
for (const form of document.querySelectorAll(".explorer")) {
  const jacobian = JSON.parse(form.dataset.jacobian)
  const inputs = Object.entries(JSON.parse(form.dataset.inputs))
  const fields = [...form.querySelectorAll("input")]
  const result = form.querySelector("output")

  // As Python writes it; JSON has no word for what is too large or no number.
  const number = value => {
    if (Number.isFinite(value)) return String(Number(value.toPrecision(6)))
    return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf"
  }
  const list = values => Array.isArray(values) ? `[${values.map(list).join(", ")}]` : values
  const [name, last] = [...form.querySelectorAll("label")].at(-1).textContent.trim().split(/[[\]]/) // as in z[1, 1]
  const outputShape = last?.split(",").map(index => Number(index) + 1) ?? []

  const float = value => number(value).replace(/^-?\d+$/, "$&.0") // torch.tensor makes integers of integers

  const inShape = (values, [length, ...rest], write = number) => {
    if (length === undefined) return write(values[0])
    const step = values.length / length
    return Array.from({ length }, (_, i) => inShape(values.slice(i * step, (i + 1) * step), rest, write))
  }

  const show = () => {
    const v = fields.map(field => field.valueAsNumber)
    const product = jacobian[0].map((_, column) => jacobian.reduce((sum, row, i) => sum + v[i] * row[column], 0))
    let start = 0
    const lines = [`${name}.backward(gradient=torch.tensor(${list(inShape(v, outputShape, float))}))`]
    for (const [input, shape] of inputs) {
      const size = shape.reduce((a, b) => a * b, 1)
      lines.push(`${input}.grad = ${list(inShape(product.slice(start, start += size), shape))}`)
    }
    result.replaceChildren(...(v.some(isNaN) ? [form.dataset.empty] : lines.map(text =>
      Object.assign(document.createElement("code"), { textContent: text }))))
  }

  for (const button of form.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      JSON.parse(button.dataset.v).forEach((weight, i) => { fields[i].value = weight })
      show()
    })
  }
  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault()) // Enter in a field
  form.hidden = false
  show()
}
