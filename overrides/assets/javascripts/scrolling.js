// What is too wide and scrolls can be reached with the Tab key, and scrolled by the arrows. All are measured before any is changed.
const scrolling = new ResizeObserver(entries => {
  const wide = entries.filter(({target}) => target.scrollWidth > target.clientWidth)
  for (const {target} of entries) target.removeAttribute("tabindex")
  for (const {target} of wide) target.tabIndex = 0
})
for (const block of document.querySelectorAll(".change, pre > code, .md-typeset__scrollwrap")) scrolling.observe(block)
