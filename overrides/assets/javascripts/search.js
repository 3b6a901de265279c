/* Answers the theme's search field with MiniSearch, in place of the theme's worker.
 *
 * Pages are ranked, so that the page that owns a topic comes before one that mentions it: each by its whole text, by its
 * best section or keyword, and by how much of the query it has. tests/browser/test_search.py holds that against real queries.
 * It stands in for the worker on the page itself, so it needs no server. What the theme says to a worker, and expects of
 * it, is in the theme's sources: integrations/search/worker/message. vendor/minisearch.js is MiniSearch 7.2.0 as published
 * (dist/umd/index.js), but for the line that names its source map.
 */
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
  const LIBRARY = new URL("vendor/minisearch.js", document.currentScript.src)
  const WEIGHTS = { title: 6, keywords: 12, description: 3, headings: 2, text: 1 }
  const PART_WEIGHTS = { title: 3, text: 1 }
  const BEST_PART = 3 // what a page's best part counts, against the page
  const SHOWN = 2, FOLDED = 6 // sections of a page: the theme folds all but the best away
  const LEAST = 0.1 // of the best page's score: what has less has a common word or two
  const EXCERPT = 200 // characters
  const PAIRED = /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+)/u

  /** The words of a text: a name whole and in its parts; Chinese and Japanese as overlapping pairs of characters. */
  function tokenize(text) {
    return text.normalize("NFKC").split(PAIRED).flatMap((run, i) => i % 2 ? pairs(run) : words(run))
  }

  function pairs(run) {
    const characters = [...run]
    return characters.length > 1 ? characters.slice(1).map((character, i) => characters[i] + character) : characters
  }

  function words(run) {
    return (run.match(/[\p{L}\p{M}\p{N}_]+(?:[.'’-][\p{L}\p{M}\p{N}_]+)*/gu) ?? []).flatMap(name => {
      const parts = name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1.").split(/[._'’-]+/).filter(Boolean)
      return parts.length > 1 ? [name, ...parts] : parts
    })
  }

  /** A word as it is compared: in small letters, and without the ending of a plural. */
  function fold(word) {
    return word.toLowerCase().replace(/(s|x|z|ch|sh)es$|([^isu])s$/, "$1$2")
  }

  function plain(html) {
    const text = html.replace(/<\/?(?:code|su[bp])>/g, "").replace(/<[^>]*>/g, " ")
    return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim()
  }

  function escape(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
  }

  /** What to search in: the pages by location; an index of them, and one of their parts; a word's rarity. */
  function prepare(docs) {
    const pages = new Map()
    for (const doc of docs) {
      const [location, anchor] = doc.location.split("#")
      const part = { ...doc, id: doc.location, title: plain(doc.title), text: plain(doc.text), page: location }
      if (anchor === undefined) pages.set(location, { ...part, parts: [{ ...part, id: `${part.id}#` }] })
      else pages.get(location).parts.push(part)
    }
    const counts = {}
    const keywords = []
    const whole = [...pages.values()].map(page => {
      const text = page.parts.flatMap(part => [part.title, part.text]).concat(page.keywords).join("\n")
      for (const term of new Set(tokenize(text).map(fold))) counts[term] = (counts[term] ?? 0) + 1
      keywords.push(...page.keywords.map((title, i) => ({ id: `${page.id}#keyword ${i}`, title, page: page.id })))
      const headings = page.parts.map(part => part.title).join("\n")
      return { ...page, text: page.parts.map(part => part.text).join("\n"), keywords: page.keywords.join("\n"), headings }
    })
    return {
      pages,
      rarity: term => Math.log(1 + pages.size / (counts[term] ?? 1)),
      inPages: index(whole, Object.keys(WEIGHTS)),
      inParts: index([...whole.flatMap(page => page.parts), ...keywords], Object.keys(PART_WEIGHTS)),
    }
  }

  function index(documents, fields) {
    const made = new MiniSearch({ fields, tokenize, processTerm: fold, storeFields: ["page"] })
    made.addAll(documents)
    return made
  }

  /** What to say in place of pages: that the message is another error's, or where to look if nothing was found. */
  function advise(query, found) {
    const { other, none } = window.search_words
    const asked = new Set(tokenize(query).map(fold))
    const is = message => tokenize(message).map(fold).every(word => asked.has(word))
    const advice = other.messages.some(is) ? other : !found.length && query.trim() ? none : null
    return advice ? [[{ ...advice, title: `<span class="advice">${advice.title}</span>`, terms: {}, score: 1 }]] : found
  }

  /** The theme's result: a list of pages, each a list of the page and those of its sections that were found. */
  function search({ pages, rarity, inPages, inParts }, query) {
    const marks = term => rarity(term) > Math.log(3) // in less than half of the pages
    const weight = terms => [...terms].reduce((sum, term) => sum + rarity(term), 0)
    const whole = weight(new Set(tokenize(query).map(fold)))
    const written = new Set(query.normalize("NFKC").split(/\s+/).filter(Boolean))
    const options = {
      prefix: (term, i, terms) => term.length > 2 && i === terms.length - 1, // it may still be typed
      fuzzy: term => /^[a-z]{5,}$/.test(term) && 0.2,
      weights: { fuzzy: 0.3, prefix: 0.4 },
    }
    const parts = inParts.search(query, { ...options, boost: PART_WEIGHTS })
    const found = inPages.search(query, { ...options, boost: WEIGHTS }).map(({ id, score, match, queryTerms }) => {
      const page = pages.get(id)
      const ours = parts.filter(part => part.page === id)
      const coverage = weight(queryTerms) / whole
      return { page, ours, match, queryTerms, score: (score + BEST_PART * (ours[0]?.score ?? 0)) * coverage }
    })
    found.sort((a, b) => b.score - a.score)
    return found.filter(({ score }) => score >= LEAST * found[0].score).map(({ page, ours, match, queryTerms, score }) => {
      const rare = Object.keys(match).filter(marks)
      const terms = {}
      for (const word of written) {
        const tokens = tokenize(word).map(fold)
        if (tokens.some(marks)) terms[word] = tokens.some(token => queryTerms.includes(token)) // a word misspelt, too
      }
      const show = (part, score) => ({
        location: part.id, title: mark(part.title, rare), text: excerpt(part.text, rare), terms, score,
      })
      const sections = ours.flatMap(({ id }) => page.parts.slice(1).filter(part => part.id === id)).slice(0, SHOWN + FOLDED)
      return [
        show({ ...page, text: page.description }, score),
        ...sections.map((section, i) => show(section, i < SHOWN ? score : 0)),
      ]
    })
  }

  /** The text's characters that belong to one of the terms. */
  function marked(text, terms) {
    const lower = text.toLowerCase()
    const inside = new Array(text.length).fill(false)
    for (const term of terms)
      for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1))
        if (PAIRED.test(term) || !/[\p{L}\p{N}_]/u.test(lower[at - 1] ?? " ")) inside.fill(true, at, at + term.length)
    return inside
  }

  /** The text as HTML, the terms in it marked. */
  function mark(text, terms, inside = marked(text, terms)) {
    let html = ""
    for (let i = 0; i < text.length; i++) {
      if (inside[i] && !inside[i - 1]) html += "<mark>"
      html += escape(text[i])
      if (inside[i] && !inside[i + 1]) html += "</mark>"
    }
    return html
  }

  /** The part of a text around the first term in it, as HTML. */
  function excerpt(text, terms) {
    const inside = marked(text, terms)
    let start = Math.max(0, inside.indexOf(true) - EXCERPT / 4)
    if (start) start += text.slice(start, start + 20).search(/\s/) + 1 // not in the middle of a word
    let end = Math.min(start + EXCERPT, text.length)
    if (/^\w/.test(text.slice(end))) end -= text.slice(start, end).match(/\s*\w*$/)[0].length // nor at its end
    return (start ? "… " : "") + mark(text.slice(start, end), terms, inside.slice(start, end)) + (end < text.length ? " …" : "")
  }

  function load(url) {
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: url, onload: resolve, onerror: reject })
      document.head.append(script)
    })
  }

  window.Worker = class extends EventTarget {
    #docs
    #prepared
    #latest

    async postMessage({ type, data }) {
      if (type === SETUP) {
        this.#docs = data.docs
        this.#reply(READY)
      } else if (type === QUERY) {
        this.#latest = data
        if (!data.trim()) return this.#reply(RESULT, { items: [] }) // the theme asks this when a page opens
        this.#prepared ??= load(LIBRARY).then(() => prepare(this.#docs))
        const prepared = await this.#prepared
        if (data === this.#latest) this.#reply(RESULT, { items: advise(data, search(prepared, data)) })
      }
    }

    #reply(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }))
    }
  }

  // The theme looks at the field when a key is let go: not after a paste by mouse, nor behind a keyboard on the screen.
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".md-search__input")) target.dispatchEvent(new KeyboardEvent("keyup"))
  })
})()
