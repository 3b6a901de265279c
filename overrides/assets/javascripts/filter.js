// A field above long tables that leaves the rows with all of the reader's words: those that a row shows, and the keywords of
// the pages that it leads to, which come once the field is used. Without scripts, all rows are there.
for (const filtered of document.querySelectorAll(".filtered")) {
  const rows = [...filtered.querySelectorAll("tbody tr")].map(row => ({ row, text: row.textContent.toLowerCase() }))
  const tables = [...filtered.querySelectorAll(".md-typeset__scrollwrap")]
  const root = new URL(filter_words.root.replace(/\/?$/, "/"), location)
  const field = Object.assign(document.createElement("input"), { type: "search", placeholder: filter_words.field })
  field.setAttribute("aria-label", filter_words.field)
  const status = Object.assign(document.createElement("p"), { role: "status" })
  function filter() {
    const words = field.value.toLowerCase().split(/\s+/).map(word => word.replace(/^[.,;:!?'"]+|[.,;:!?'"]+$/g, "")).filter(Boolean)
    let left = 0
    for (const { row, text } of rows) {
      row.hidden = !words.every(word => text.includes(word))
      left += !row.hidden
    }
    for (const table of tables) {
      table.hidden = !table.querySelector("tbody tr:not([hidden])")
      const heading = table.previousElementSibling
      if (heading.matches("h2")) heading.hidden = table.hidden
    }
    status.textContent = !left ? filter_words.none : words.length ? `${left} / ${rows.length}` : ""
  }
  field.addEventListener("focus", () => {
    const script = Object.assign(document.createElement("script"), { src: new URL("search/keywords.js", root) })
    script.onload = () => {
      for (const each of rows) {
        // A link to a section is told by the row's own words.
        for (const { href, hash } of each.row.querySelectorAll("a")) if (!hash) each.text += ` ${filter_words.pages[href.slice(root.href.length)] ?? ""}`
      }
      filter()
    }
    document.head.append(script)
  }, { once: true })
  field.addEventListener("input", filter)
  field.addEventListener("keydown", ({ key }) => {
    if (key === "Enter" && field.value.trim()) rows.find(({ row }) => !row.hidden)?.row.querySelector("a")?.click()
  })
  filtered.prepend(field, status)
}
