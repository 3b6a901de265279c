// A field above the tables of situations that leaves the rows with all of the reader's words. Without scripts, all rows are there.
for (const situations of document.querySelectorAll(".situations")) {
  const rows = [...situations.querySelectorAll("tbody tr")].map(row => ({ row, text: `${row.textContent} ${row.querySelector("a").dataset.words ?? ""}`.toLowerCase() }))
  const tables = [...situations.querySelectorAll(".md-typeset__scrollwrap")]
  const field = Object.assign(document.createElement("input"), { type: "search", placeholder: situations.dataset.filter })
  field.setAttribute("aria-label", situations.dataset.filter)
  const status = Object.assign(document.createElement("p"), { role: "status" })
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).map(word => word.replace(/^[.,;:!?'"]+|[.,;:!?'"]+$/g, "")).filter(Boolean)
    let left = 0
    for (const { row, text } of rows) {
      row.hidden = !words.every(word => text.includes(word))
      left += !row.hidden
    }
    for (const table of tables) table.hidden = !table.querySelector("tbody tr:not([hidden])")
    status.textContent = !left ? situations.dataset.none : words.length ? `${left} / ${rows.length}` : ""
  })
  field.addEventListener("keydown", ({ key }) => {
    if (key === "Enter" && field.value.trim()) rows.find(({ row }) => !row.hidden)?.row.querySelector("a").click()
  })
  situations.prepend(field, status)
}
