// A change of language keeps the place in the page: ids are the same in all. It answers every offer, as dismissing one does.
{
  const links = document.querySelectorAll(".md-select__link[hreflang], .offer a")
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")]

  /** The fragment of the address while that is in sight, else of the heading that the reader has passed last. */
  function place() {
    const asked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect()
    if (asked && asked.bottom > 0 && asked.top < innerHeight) return location.hash
    const top = parseFloat(getComputedStyle(document.documentElement).fontSize) * 3 // below the header
    const passed = headings.filter(heading => heading.checkVisibility() && heading.getBoundingClientRect().top < top)
    return passed.length ? `#${passed.at(-1).id}` : ""
  }

  // Ahead of any click, for whoever opens or copies the link.
  function follow() {
    for (const link of links) link.hash = place()
  }

  follow()
  for (const event of ["hashchange", "scrollend"]) addEventListener(event, follow)
  for (const link of links) {
    for (const event of ["pointerenter", "focus"]) link.addEventListener(event, follow)
    link.addEventListener("click", () => __md_set("language", link.hreflang))
  }
  for (const offer of document.querySelectorAll(".offer")) {
    offer.querySelector("button").addEventListener("click", () => {
      offer.hidden = true
      __md_set("language", document.documentElement.lang)
    })
  }
}
