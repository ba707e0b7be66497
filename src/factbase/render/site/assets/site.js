// Comfort for readers: nothing on these pages needs it. It asks no other host, and reads no file but scripts that stand beside it.
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const form = document.querySelector(".search");
  const input = document.getElementById("words");
  const panel = document.getElementById("found");
  const list = panel.querySelector("ol");
  const count = document.getElementById("found-count");
  const SHOWN = 30;

  // ---- what is kept in files, each a script that calls one of these
  const waiting = new Map();
  const held = new Map();
  globalThis.factbase = {
    put(name, value) { held.set(name, value); },
  };
  function load(name) {
    if (held.has(name)) return Promise.resolve(held.get(name));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = `${root}search/${name}.js`;
        script.onload = () => done(held.get(name));
        script.onerror = () => done(undefined);
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  // ---- search
  const CLOSE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/u;
  function wordsOf(text) {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const words = [];
    for (const run of plain.match(/[\p{L}\p{N}_]+/gu) ?? []) {
      let at = "";
      for (const letter of run) {
        if (CLOSE.test(letter)) {
          if (at) words.push(at);
          words.push(letter);
          at = "";
        } else at += letter;
      }
      if (at) words.push(at);
    }
    return words;
  }
  const bucket = (word) => [...word].slice(0, 2).map((each) => each.codePointAt(0))
    .map((code) => (code < 0x2e80 ? code.toString(16) : `x${(code >> 6).toString(16)}`)).join("-");
  function numbers(packed) {
    let at = 0;
    return packed.split(" ").map((each) => (at += parseInt(each, 36)));
  }
  async function matching(word, whole, buckets) {
    // null: too frequent to tell anything apart
    const name = bucket(word);
    const found = new Set();
    let frequent = false;
    const words = buckets.has(name) ? (await load(`w-${name}`)) ?? {} : {};
    for (const [each, packed] of Object.entries(words)) {
      if (whole || [...word].length < 2 ? each !== word : !each.startsWith(word)) continue;
      if (packed === "") frequent = true;
      else for (const number of numbers(packed)) found.add(number);
    }
    return frequent ? null : found;
  }
  let asked = 0;
  async function search() {
    const mine = ++asked;
    const text = input.value;
    const words = wordsOf(text);
    if (!words.length) { panel.hidden = true; return; }
    if (document.documentElement.dataset.version) { // a server finds them itself
      const reply = await fetch(`/find?${new URLSearchParams({ words: text })}`).catch(() => null);
      if (mine !== asked) return;
      if (!reply?.ok) { tell("The words could not be searched.", []); return; }
      const these = await reply.json();
      tell(`${these.length} ${these.length === 1 ? "place" : "places"}`, these, words);
      return;
    }
    const index = await load("index");
    if (!index) { tell("The words of this site could not be read.", []); return; }
    const buckets = new Set(index.buckets);
    let found = null;
    let frequent = 0;
    for (const [number, word] of words.entries()) {
      const whole = number < words.length - 1 || /\s$/.test(text);
      const these = await matching(word, whole, buckets);
      if (mine !== asked) return;
      if (these === null) { frequent += 1; continue; }
      found = found === null ? these : new Set([...found].filter((each) => these.has(each)));
    }
    if (found === null) { tell("Every one of these words stands in too many places: add a rarer one.", []); return; }
    const first = [...found].sort((a, b) => a - b).slice(0, SHOWN);
    const entries = [];
    for (const each of first) {
      const chunk = (await load(`e-${Math.floor(each / index.chunk)}`)) ?? [];
      if (chunk[each % index.chunk]) entries.push(chunk[each % index.chunk]);
    }
    if (mine !== asked) return;
    const more = found.size > first.length ? `, the first ${first.length} of them` : "";
    const without = frequent ? "; very frequent words were passed over" : "";
    tell(`${found.size} ${found.size === 1 ? "place" : "places"}${more}${without}`, entries, words);
  }
  function tell(said, entries, words = []) {
    count.textContent = said;
    list.replaceChildren(...entries.map(([title, url, text]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = root + url;
      link.textContent = title;
      const shown = document.createElement("span");
      lit(shown, text, words);
      item.append(link, shown);
      return item;
    }));
    panel.hidden = false;
  }
  function lit(element, text, words) {
    const lower = text.toLowerCase();
    const firsts = words.map((each) => lower.indexOf(each)).filter((each) => each >= 0);
    const begin = Math.max(0, Math.min(...firsts, lower.length) - 80);
    const from = firsts.length ? begin : 0;
    const part = `${from ? "…" : ""}${text.slice(from, from + 260)}${text.length > from + 260 ? "…" : ""}`;
    let rest = part;
    while (rest) {
      const low = rest.toLowerCase();
      let best = -1, size = 0;
      for (const each of words) {
        const at = low.indexOf(each);
        if (at >= 0 && (best < 0 || at < best)) { best = at; size = each.length; }
      }
      if (best < 0) { element.append(rest); break; }
      const mark = document.createElement("mark");
      mark.textContent = rest.slice(best, best + size);
      element.append(rest.slice(0, best), mark);
      rest = rest.slice(best + size);
    }
  }
  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search().then(() => list.querySelector("a")?.focus()); });
  form.hidden = false;

  // ---- keys
  const places = () => [...document.querySelectorAll("main mark[id], main .answer[id], main .conflict, main .expectation")];
  function step(by) {
    const all = places();
    if (!all.length) return;
    const here = all.findIndex((each) => `#${each.id}` === location.hash);
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))];
    location.hash = next.id;
  }
  const fold = (open) => document.querySelectorAll("main details").forEach((each) => { each.open = open; });
  document.querySelector(".keys").hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { panel.hidden = true; input.blur(); return; }
    if (!panel.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const links = [input, ...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (at >= 0) {
        event.preventDefault();
        links[Math.min(links.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    switch (event.key) {
      case "/": event.preventDefault(); input.focus(); break;
      case "n": step(1); break;
      case "p": step(-1); break;
      case "o": fold(true); break;
      case "c": fold(false); break;
    }
  });

  // ---- a note unfolds when it is led to, and its passage is lit
  function led() {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    document.querySelectorAll("mark.lit").forEach((each) => each.classList.remove("lit"));
    if (!target) return;
    for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    const mark = target.closest("mark") ?? document.getElementById(target.id.replace(/^n-/, "q-"));
    const number = mark?.dataset.q;
    if (number) document.querySelectorAll(`mark[data-q="${CSS.escape(number)}"]`).forEach((each) => each.classList.add("lit"));
  }
  addEventListener("hashchange", led);
  led();

  // ---- on paper all is unfolded
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach((each) => { each.open = false; }); });
})();
