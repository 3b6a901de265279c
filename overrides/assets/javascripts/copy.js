// A button to copy each block of code. The theme's own are each written and measured in turn, which on a long page holds the
// reader up for seconds; they cut white space at the end; and their wrappers are landmarks without a name.
const { translations } = JSON.parse(document.getElementById("__config").textContent)
const template = document.createElement("template")
template.innerHTML = '<div class="md-code__nav"><button class="md-code__button" type="button" data-md-type="copy"></button></div>'
const [button] = template.content.querySelectorAll("button")
button.title = translations["clipboard.copy"]

for (const block of document.querySelectorAll(".highlight")) {
  const { copy } = block.closest("[data-copy]")?.dataset ?? { copy: block.querySelector("code").textContent }
  button.dataset.clipboardText = copy // what the theme's script copies on a click
  block.querySelector("pre").prepend(template.content.cloneNode(true))
}

// "Copied to clipboard" is shown; let it be read out too.
document.querySelector("[data-md-component=dialog]").setAttribute("role", "status")
