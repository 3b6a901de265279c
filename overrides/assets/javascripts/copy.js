// Material cuts white space at the end of what it copies, unless the button itself says what to copy.
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-md-type=copy]")
  const source = button?.closest("[data-copy]")
  if (source) button.dataset.clipboardText = source.dataset.copy
}, true) // before Material's own

// "Copied to clipboard" is shown; let it be read out too.
document.querySelector("[data-md-component=dialog]").setAttribute("role", "status")
