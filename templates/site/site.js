// Filters and searches the list of all documents. The list is in the page; the index of words lies
// in one script for each first letter, which is loaded when a word is sought that begins with it,
// and the text of each document in one beside its page, which is loaded when it is found and comes
// into view: scripts can be loaded from a file as well as from a server, which other requests cannot.
"use strict";
(() => {
  // So many characters are shown before a word that was found, and twice as many after it.
  const AROUND = 80;
  const form = document.getElementById("filters");
  const around = document.getElementById("papers");
  const list = around.querySelector(".papers");
  const found = document.getElementById("found");
  const none = document.getElementById("none");
  const papers = [...list.children].map((element) => ({
    element,
    index: Number(element.dataset.index),
    values: Object.fromEntries(
      Object.entries(element.dataset).map(([name, value]) => [name, value.split(" ")]),
    ),
  }));
  const there = new Set(around.dataset.shelves.split(" "));

  // As words_of() in reading.py has them.
  const wordsOf = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length > 1);

  const shelfOf = (word) => word.codePointAt(0).toString(16);

  // What scripts bring: each calls a function of this name with its own name and what it holds.
  const bringing = (caller, nothing) => {
    const wanted = new Map();
    globalThis[caller] = (name, content) => wanted.get(name).resolve(content);
    return (name, address) => {
      if (!wanted.has(name)) {
        const one = {};
        one.content = new Promise((resolve) => { one.resolve = resolve; });
        wanted.set(name, one);
        const script = document.createElement("script");
        script.src = address;
        script.onerror = () => one.resolve(nothing);
        document.head.append(script);
      }
      return wanted.get(name).content;
    };
  };
  const shelf = bringing("orgbriefsIndex", {});
  const text = bringing("orgbriefsText", []);

  const load = (name) => (there.has(name) ? shelf(name, `${around.dataset.index}${name}.js`) : {});

  // How much each paper has of a word, or of those that begin with it: [paper, number, …].
  const weights = async (word) => {
    const words = await load(shelfOf(word));
    const total = new Map();
    for (const [other, numbers] of Object.entries(words)) {
      if (!other.startsWith(word)) continue;
      for (let at = 0; at < numbers.length; at += 2) {
        total.set(numbers[at], (total.get(numbers[at]) ?? 0) + numbers[at + 1]);
      }
    }
    return total;
  };

  // Where a text has one of the words, or one that begins with it: [from, to, which word], ….
  const placesIn = (passage, words) => {
    const places = [];
    for (const found of passage.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const [word] = wordsOf(found[0]);
      const which = word === undefined ? -1 : words.findIndex((sought) => word.startsWith(sought));
      if (which >= 0) places.push([found.index, found.index + found[0].length, which]);
    }
    return places;
  };

  // The passage that has most of the words, cut to some words around the first of them.
  const excerpt = (passages, words) => {
    let best = { number: 0 };
    for (const passage of passages) {
      const places = placesIn(passage, words);
      const number = new Set(places.map(([, , which]) => which)).size;
      if (number > best.number) best = { passage, places, number };
    }
    if (!best.number) return null;
    const { passage, places } = best;
    let from = Math.max(0, places[0][0] - AROUND);
    let to = Math.min(passage.length, places[0][1] + 2 * AROUND);
    if (from > 0) from = Math.min(passage.indexOf(" ", from) + 1 || places[0][0], places[0][0]);
    if (to < passage.length) to = Math.max(passage.lastIndexOf(" ", to), places[0][1]);
    const line = document.createElement("p");
    line.className = "excerpt";
    let at = from;
    line.append(from > 0 ? "… " : "");
    for (const [begins, ends] of places.filter((place) => place[1] <= to)) {
      const mark = document.createElement("mark");
      mark.append(passage.slice(begins, ends));
      line.append(passage.slice(at, begins), mark);
      at = ends;
    }
    line.append(passage.slice(at, to), to < passage.length ? " …" : "");
    return line;
  };

  let sought = [];
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      showExcerpt(target, sought);
    }
  });

  const showExcerpt = async (element, words) => {
    const address = element.querySelector("a[href$='/index.html']").getAttribute("href")
      .slice(0, -"/index.html".length);
    const line = excerpt(await text(address, `${address}/text.js`), words);
    if (words !== sought) return;
    element.querySelector(".excerpt")?.remove();
    if (line) element.querySelector(".formats").before(line);
  };

  const show = async () => {
    const given = new FormData(form);
    const words = wordsOf(String(given.get("words")));
    const asked = [...given].filter(([name, value]) => name !== "words" && value);
    const each = await Promise.all(words.map(weights));
    if (String(given.get("words")) !== form.elements.words.value) return;
    const score = (paper) =>
      each.every((weight) => weight.has(paper.index))
        ? each.reduce((sum, weight) => sum + Math.log1p(weight.get(paper.index)), 0)
        : -1;
    let number = 0;
    const ranked = [];
    for (const paper of papers) {
      const fits = asked.every(([name, value]) => paper.values[name].includes(value));
      const points = fits ? score(paper) : -1;
      if (paper.element.hidden !== points < 0) paper.element.hidden = points < 0;
      if (points >= 0) {
        number += 1;
        if (words.length) ranked.push([points, paper]);
      }
    }
    seen.disconnect();
    sought = words;
    for (const line of list.querySelectorAll(".excerpt")) line.remove();
    if (words.length) {
      for (const [, paper] of ranked) seen.observe(paper.element);
      ranked.sort((a, b) => b[0] - a[0]);
      list.prepend(...ranked.map(([, paper]) => paper.element));
      sorted = false;
    } else if (!sorted) {
      list.append(...papers.map((paper) => paper.element));
      sorted = true;
    }
    found.querySelector("span").textContent = String(number);
    none.hidden = number > 0;
    const kept = new URLSearchParams([...given].filter(([, value]) => value)).toString();
    history.replaceState(null, "", location.pathname + (kept ? `#${kept}` : ""));
  };
  let sorted = true;

  const restore = () => {
    // What the home page asks comes as a query; what is kept for links, and for going back, as a hash.
    for (const [name, value] of new URLSearchParams(location.hash.slice(1) || location.search)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    show();
  };

  form.hidden = found.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", restore);
  restore();
})();
