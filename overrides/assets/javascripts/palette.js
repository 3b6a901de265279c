// The switch between the system's scheme, light and dark. What it stores, the theme sets on the body before the first paint.
{
  const buttons = [...document.querySelectorAll(".palette button")]

  function show(index) {
    for (const [i, button] of buttons.entries()) button.hidden = i !== index
  }

  show(__md_get("__palette")?.index ?? 0)
  for (const [i, button] of buttons.entries()) {
    button.addEventListener("click", () => {
      const index = (i + 1) % buttons.length
      const media = buttons[index].dataset.mdColorMedia
      document.body.dataset.mdColorMedia = media
      __md_set("__palette", {index, color: index ? {media} : null}) // the system's own needs no word
      show(index)
      buttons[index].focus()
    })
  }
}
