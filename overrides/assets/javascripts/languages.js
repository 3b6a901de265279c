// A change of language keeps the place in the page. It answers every offer, as dismissing one does.
{
  const links = document.querySelectorAll(".md-select__link[hreflang], .offer a");

  // Ahead of any click, for whoever opens or copies the link. The ids are the same in all languages.
  function follow() {
    for (const link of links) link.hash = location.hash;
  }

  follow();
  addEventListener("hashchange", follow);
  for (const link of links) link.addEventListener("click", () => __md_set("language", link.hreflang));
  for (const offer of document.querySelectorAll(".offer")) {
    offer.querySelector("button").addEventListener("click", () => {
      offer.hidden = true;
      __md_set("language", document.documentElement.lang);
    });
  }
}
