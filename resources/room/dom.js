// The few ways in which a page is written: all text goes through textContent, nothing is parsed.

export function el(id) {
  return document.getElementById(id);
}

export function put(id, text) {
  const node = el(id);
  const wanted = text ?? "";
  if (node.textContent !== wanted) {
    node.textContent = wanted;
    tellLanguage(node, wanted);
  }
  node.classList.toggle("none", wanted === "");
}

const HAN = /[\u3400-\u9fff]/;
const LATIN = /[A-Za-z]{2}/;

/** A text wholly in the other language says so: its quotation marks are drawn as its own, and it is
 *  read out as it is said. */
function tellLanguage(node, text) {
  const isChinese = HAN.test(text);
  const isOwn = isChinese === document.documentElement.lang.startsWith("zh");
  if (isOwn || isChinese === LATIN.test(text)) node.removeAttribute("lang");
  else node.lang = isChinese ? "zh-Hans" : "en";
}

/** Changes the words of something that stays: a finger on it must not lose it. */
export function write(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

export function make(kind, name, ...content) {
  const node = document.createElement(kind);
  if (name) node.className = name;
  node.append(...content.filter((part) => part !== "" && part !== null && part !== undefined));
  if (content.length === 1 && typeof content[0] === "string") tellLanguage(node, content[0]);
  return node;
}

/** Fills a part of the page, named by its id, only when what it shows has changed. */
export function fill(id, key, build) {
  const node = el(id);
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  node.replaceChildren(...build().filter((part) => part !== ""));
}

/** A button that does `onPress` on every press. */
export function button(name, text, onPress, isReady = true) {
  const node = make("button", name, text);
  node.type = "button";
  node.disabled = !isReady;
  node.addEventListener("click", () => onPress(node));
  return node;
}

/** A state as shape and word: it can be told without its colour. */
export function lamp(state, word) {
  const shape = make("span", "shape");
  shape.setAttribute("aria-hidden", "true");
  const node = make("span", "lamp", shape, make("b", "", word));
  node.dataset.lamp = state;
  return node;
}
