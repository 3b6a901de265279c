// Multiplies the vector that the reader types by the Jacobian that a snippet printed, and shows the gradients.
for (const form of document.querySelectorAll(".explorer")) {
  const jacobian = JSON.parse(form.dataset.jacobian)
  const inputs = Object.entries(JSON.parse(form.dataset.inputs))
  const fields = [...form.querySelectorAll("input")]
  const result = form.querySelector("output")

  const inShape = (values, [length, ...rest]) => {
    if (length === undefined) return Number(values[0].toPrecision(6))
    const step = values.length / length
    return Array.from({ length }, (_, i) => inShape(values.slice(i * step, (i + 1) * step), rest))
  }

  const show = () => {
    const v = fields.map(field => field.valueAsNumber)
    const product = jacobian[0].map((_, column) => jacobian.reduce((sum, row, i) => sum + v[i] * row[column], 0))
    let start = 0
    result.replaceChildren(...inputs.map(([name, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1)
      const gradient = inShape(product.slice(start, start += size), shape)
      const line = document.createElement("code")
      line.textContent = `${name}.grad = ${v.some(isNaN) ? "?" : JSON.stringify(gradient).replaceAll(",", ", ")}`
      return line
    }))
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
