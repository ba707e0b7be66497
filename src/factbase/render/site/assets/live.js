// Comfort on the pages of a server: what may stand in a goal, days to slide to, a question that is stopped, files that change.
"use strict";
(() => {
  const section = document.querySelector(".live");
  const goal = document.getElementById("goal");
  const list = document.getElementById("offers");
  const form = section.querySelector("form.goal");
  const stop = section.querySelector(".stop");
  const status = section.querySelector(".asking");

  // ---- what may stand in the goal
  let offers = [], at = -1, asked = 0, timer;
  async function offer() {
    const mine = ++asked;
    const before = goal.value.slice(0, goal.selectionStart);
    if (!before.trim()) { show([]); return; }
    let told = [];
    try {
      const reply = await fetch(`/complete?${new URLSearchParams({ before })}`);
      if (reply.ok) told = await reply.json();
    } catch { return; }
    if (mine === asked && document.activeElement === goal) show(told);
  }
  function show(told) {
    offers = told;
    at = -1;
    list.replaceChildren(...offers.map((each, number) => {
      const item = document.createElement("li");
      item.id = `offer-${number}`;
      item.role = "option";
      item.ariaSelected = "false";
      const text = document.createElement("code");
      text.textContent = each.text;
      const note = document.createElement("span");
      note.textContent = each.note;
      item.append(text, note);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(number); });
      return item;
    }));
    list.hidden = !offers.length;
    goal.ariaExpanded = String(!list.hidden);
    goal.removeAttribute("aria-activedescendant");
  }
  function choose(number) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = number;
    const item = list.children[at];
    if (!item) { goal.removeAttribute("aria-activedescendant"); return; }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    goal.setAttribute("aria-activedescendant", item.id);
  }
  function take(number) {
    const each = offers[number];
    const end = goal.selectionStart;
    const start = [...goal.value.slice(0, end)].slice(0, -each.replaces || undefined).join("");
    goal.value = start + each.text + goal.value.slice(end);
    goal.setSelectionRange(start.length + each.text.length, start.length + each.text.length);
    show([]);
    goal.focus();
  }
  goal.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(offer, 120); });
  goal.addEventListener("blur", () => show([]));
  goal.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    switch (event.key) {
      case "ArrowDown": event.preventDefault(); choose((at + 1) % offers.length); break;
      case "ArrowUp": event.preventDefault(); choose((at <= 0 ? offers.length : at) - 1); break;
      case "Tab": if (at < 0 && !event.shiftKey) choose(0); // falls through
      case "Enter": if (at >= 0) { event.preventDefault(); take(at); } break;
      case "Escape": event.stopPropagation(); show([]); break;
    }
  });

  // ---- a question that is being answered can be stopped
  form.addEventListener("submit", () => { stop.hidden = false; status.textContent = "Asking …"; show([]); });
  stop.addEventListener("click", () => { status.textContent = "Stopping …"; fetch("/stop", { method: "POST" }); });
  addEventListener("pageshow", () => { stop.hidden = true; status.textContent = ""; });

  // ---- days
  const days = JSON.parse(document.getElementById("days").textContent);
  for (const slide of section.querySelectorAll(".slide")) {
    const input = document.getElementById(slide.dataset.for);
    const place = () => {
      const after = days.findIndex((each) => each > input.value);
      slide.value = String(!input.value ? days.length : after < 0 ? days.length - 1 : Math.max(0, after - 1));
      slide.ariaValueText = input.value || input.placeholder;
    };
    place();
    slide.hidden = days.length < 2;
    slide.addEventListener("input", () => { input.value = days[Number(slide.value)] ?? ""; slide.ariaValueText = input.value || input.placeholder; });
    slide.addEventListener("change", () => input.form.requestSubmit());
    input.addEventListener("change", place);
  }

  // ---- files that change; a page that nobody sees keeps no connection, of which a browser has six
  let events;
  function listen() {
    if (document.hidden) { events?.close(); events = undefined; return; }
    if (events) return;
    events = new EventSource("/events");
    events.addEventListener("message", (event) => {
      if (event.data !== document.documentElement.dataset.version) location.reload();
    });
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  listen();
})();
