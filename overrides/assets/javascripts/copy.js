// What a button copies, to the last byte. The theme's script, which comes after this, copies the text that the button carries.
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-md-type=copy]")
  const source = button?.closest("[data-copy]")
  if (button) button.dataset.clipboardText = source?.dataset.copy ?? button.closest("pre").querySelector("code").textContent
}, true)

// "Copied to clipboard" is shown; let it be read out too.
document.querySelector("[data-md-component=dialog]").setAttribute("role", "status")
