// The review screen with a keyboard: shortcuts, text and cards lit together, a task from a
// selection, saving in the background. Without this file every act is a button or a link.

const root = document.documentElement;
const form = document.getElementById("card-form");
const card = form ? form.closest(".pcard") : null;
const pane = document.getElementById("doc");
const saved = document.getElementById("saved");
const narrow = matchMedia("(max-width: 991.98px)");
const KEYS_OFF = "review-keys-off";

root.classList.add("js");

// ---- text and cards light up together

function partners(anchor) {
  return document.querySelectorAll(`[data-card="${CSS.escape(anchor)}"]`);
}

function light(target, on) {
  const held = target instanceof Element ? target.closest("[data-card]") : null;
  if (!held) return;
  for (const one of partners(held.dataset.card)) {
    one.classList.toggle(one.matches(".mk") ? "mk--lit" : "pcard--lit", on);
  }
}

for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => light(event.target, on));
}

function bringBeside() {
  if (!card || !pane) return;
  const mark = pane.querySelector(`.mk[data-card="${CSS.escape(card.id)}"]`);
  if (!mark || narrow.matches) return;
  const shift = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + shift - pane.clientHeight / 3, behavior: "instant" });
}

function showCard() {
  if (!card) return;
  const box = card.getBoundingClientRect();
  const asked = new URLSearchParams(location.search).has("card");
  if (asked && (box.top < 0 || box.bottom > innerHeight)) card.scrollIntoView({ block: "start" });
  bringBeside();
}

// Focused here, the field does not make the browser scroll away from the card's beginning.
document.querySelector("[autofocus]")?.focus({ preventScroll: true });

const fold = document.querySelector(".doc__fold");
if (fold && narrow.matches && card && new URLSearchParams(location.search).has("card")) fold.open = false;
showCard();
addEventListener("load", showCard);

// ---- saving in the background

const PAUSE = 1200;
let timer = 0;
let dirty = false;
let running = null;
let blocked = false; // a refused version: only a person can go on from here

function say(text, wrong = false) {
  if (!saved) return;
  saved.textContent = text;
  saved.classList.toggle("saved--wrong", wrong);
}

function changed() {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

// Half a name is not a body yet: what stands in an "add" field waits for the real save.
function whatToSave() {
  const data = new FormData(form);
  for (const name of [...new Set(data.keys())]) {
    if (name === "lead_add" || name === "coordinating_add" || name.startsWith("members-add-")) data.delete(name);
  }
  data.set("act", "save");
  return data;
}

async function save() {
  clearTimeout(timer);
  if (!form || !dirty || blocked) return;
  if (running) await running;
  dirty = false;
  say(form.dataset.saving);
  running = send();
  await running;
  running = null;
}

async function send() {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: whatToSave(),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const told = await answer.json();
    if (answer.ok) {
      form.elements.version.value = told.version;
      say(told.said);
    } else {
      dirty = true;
      say(told.said, true);
      if (answer.status === 409) offerBoth();
    }
  } catch {
    dirty = true;
    say(form.dataset.failed, true);
    timer = setTimeout(save, 10 * PAUSE);
  }
}

function offerBoth() {
  blocked = true;
  const button = document.createElement("button");
  button.type = "submit";
  button.name = "act";
  button.value = "save";
  button.className = "btn btn-quiet btn-tight";
  button.textContent = form.dataset.compare;
  saved.append(" ", button);
}

if (form && form.hasAttribute("data-autosave")) {
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-add], [data-members], [name=split_at], .unknown *")) changed();
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (running) {
      // The save under way brings a new version: sent with the old one, this would look stale.
      event.preventDefault();
      await running;
      running = null;
      form.requestSubmit(event.submitter);
      return;
    }
    dirty = false;
  });
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}

async function go(address) {
  await save();
  if (!dirty) location.assign(address);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".rev a[href], .rev-bar a[href], .head__act a[href]");
  if (!link || !dirty || event.ctrlKey || event.metaKey || event.shiftKey || link.hash) return;
  event.preventDefault();
  go(link.href);
});

// Another form on this page would forget what stands unsaved in the card's.
document.addEventListener("submit", async (event) => {
  if (event.target === form || !dirty || event.target.method === "dialog") return;
  event.preventDefault();
  const { target, submitter } = event;
  await save();
  if (!dirty) target.requestSubmit(submitter);
});

// ---- adding bodies by name

function keyOf(list, typed) {
  const wanted = typed.trim().toLowerCase();
  for (const option of list.options) {
    if (option.value.toLowerCase() === wanted || (option.text && option.text.toLowerCase() === wanted)) return option;
  }
  return null;
}

function tick(name, value, words, kind) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "checkbox";
  input.className = "form-check-input";
  input.name = name;
  input.value = value;
  input.checked = true;
  const span = document.createElement("span");
  span.textContent = words;
  label.className = kind;
  label.append(input, span);
  return label;
}

// A chosen agency becomes a chip at once; on a card, a group or unknown words need the server's
// answer. For several cards a group's members are chosen on each of them later.
function takeName(input) {
  const option = keyOf(input.list, input.value);
  const several = input.form !== form;
  if (!option || !(several || option.dataset.key.startsWith("agency:"))) return false;
  const key = option.dataset.key;
  if (input.dataset.add) {
    const held = input.form.querySelector(`[data-picks="${input.dataset.add}"]`);
    const there = held.querySelector(`input[name="${input.dataset.add}"][value="${key}"]`);
    if (there) there.checked = true;
    else held.append(tick(input.dataset.add, key, option.value, `chip pick${input.dataset.add === "lead" ? " chip--lead" : ""}`));
  } else {
    const group = input.dataset.members;
    const id = key.slice("agency:".length);
    const list = input.closest(".members").querySelector(".members__list");
    const there = list.querySelector(`input[value="${id}"]`);
    if (there) there.checked = true;
    else list.append(tick(`members-${group}`, id, option.value, ""));
  }
  input.value = "";
  if (!several) changed();
  return true;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-add], [data-members]")) takeName(event.target);
  if (event.target.matches("[name=card]")) countTicked();
});

// ---- due dates by one press

document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-due]");
  if (!pick) return;
  const field = document.getElementById("due_on");
  field.value = pick.dataset.due;
  field.focus();
  changed();
});

// ---- several at once

const counted = document.getElementById("bulk-n");

function countTicked() {
  const count = document.querySelectorAll("[name=card]:checked").length;
  if (counted) counted.textContent = count ? counted.dataset.some.replace("#", count) : counted.dataset.none;
}

countTicked();

// ---- a task from a selection: offsets are code points, as the server counts them

const pickButton = document.getElementById("pick-button");

function place(node, offset) {
  const holder = (node instanceof Element ? node : node.parentElement)?.closest("[data-at]");
  if (!holder || !pane.contains(holder)) return null;
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, offset);
  return Number(holder.dataset.at) + [...range.toString()].length;
}

// A selection may end in a tag or between paragraphs: take the runs of text it touches.
function selectedSpan() {
  const selection = getSelection();
  if (!pane || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.commonAncestorContainer)) return null;
  const touched = [...pane.querySelectorAll("[data-at]")].filter((one) => range.intersectsNode(one));
  if (!touched.length) return null;
  const last = touched[touched.length - 1];
  const start = place(range.startContainer, range.startOffset) ?? Number(touched[0].dataset.at);
  const end = place(range.endContainer, range.endOffset) ?? Number(last.dataset.at) + [...last.textContent].length;
  return start < end ? `${start}-${end}` : null;
}

if (pickButton) {
  document.addEventListener("selectionchange", () => {
    const span = selectedSpan();
    pickButton.hidden = !span;
    if (span) pickButton.value = span;
  });
}

// ---- who else has the draft open

const others = document.getElementById("others");

async function hear() {
  if (document.hidden) return;
  try {
    const answer = await fetch(others.dataset.seen, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": others.dataset.token },
      redirect: "error",
    });
    if (answer.ok) others.textContent = (await answer.json()).said;
  } catch {
    // The next save says that the server cannot be reached.
  }
}

if (others) setInterval(hear, 45000);

// ---- keys

const dialog = document.getElementById("keys");
const off = document.getElementById("keys-off");

function keysAreOff() {
  try {
    return localStorage.getItem(KEYS_OFF) === "1";
  } catch {
    return false;
  }
}

if (off) {
  off.checked = keysAreOff();
  off.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS_OFF, off.checked ? "1" : "0");
    } catch {
      // A browser without storage keeps the choice for this page only.
    }
  });
}
document.getElementById("keys-button")?.addEventListener("click", () => dialog.showModal());

function press(selector) {
  const button = form?.querySelector(selector);
  if (button) form.requestSubmit(button);
}

function step(by) {
  const cards = [...document.querySelectorAll(".pcard")];
  const at = cards.indexOf(card);
  const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by];
  const link = next?.querySelector(".tline__title");
  if (link) go(link.href);
}

function focusOn(selector) {
  const field = document.querySelector(selector);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  if (field.select) field.select();
}

function turnKind() {
  const other = form?.querySelector("[name=kind]:not(:checked)");
  if (!other) return;
  other.checked = true;
  changed();
}

function tickCard() {
  const box = card?.querySelector("[name=card]");
  if (!box) return;
  box.checked = !box.checked;
  countTicked();
}

const LETTERS = {
  j: () => step(1),
  k: () => step(-1),
  d: () => focusOn("#due_on"),
  l: () => focusOn("[data-add=lead]"),
  p: () => focusOn("[data-add=coordinating]"),
  t: turnKind,
  v: tickCard,
  s: () => focusOn("#split [name=split_at]"),
  m: () => press("[value='merge:down']"),
  x: () => press("[value=remove]"),
  u: () => document.getElementById("undo-form")?.requestSubmit(),
  b: () => {
    document.getElementById("bulk-due")?.setAttribute("open", "");
    focusOn("#way");
  },
  g: () => {
    document.getElementById("bulk-bodies")?.setAttribute("open", "");
    focusOn("#body-names");
  },
  c: () => go(document.getElementById("publish").href),
  "?": () => dialog.showModal(),
};

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox]):not([type=radio]), [contenteditable]");
}

function enter(event) {
  const target = event.target;
  if (event.ctrlKey || event.metaKey) press("#confirm");
  else if (target.matches("[data-enter=confirm]") && !event.shiftKey) press("#confirm");
  else if (target.matches("[data-add], [data-members]") && target.value.trim()) {
    if (!takeName(target)) {
      if (target.form !== form) return;
      press("[name=act][value=save]");
    }
  } else if (target === document.body || target.matches(".pcard, #doc, [type=checkbox], [type=radio]")) press("#confirm");
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || dialog?.open) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.key === "Enter") return enter(event);
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && isTyping(target)) return target.blur();
  const inDue = target.id === "due_on";
  if (isTyping(target) && !inDue) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (target.matches("[type=radio]") || !target.closest(".pcard")) return;
    event.preventDefault();
    return step(event.key === "ArrowDown" ? 1 : -1);
  }
  if (inDue || keysAreOff()) return;
  const act = LETTERS[event.key.toLowerCase()];
  if (act) {
    event.preventDefault();
    act();
  }
});
