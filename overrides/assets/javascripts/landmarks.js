// The theme wraps each copy button in a <nav> without a name. To a screen reader every one of them is a landmark.
document$.subscribe(() => {
  for (const wrapper of document.querySelectorAll(".md-code__nav")) wrapper.role = "none";
});
