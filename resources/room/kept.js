// What a page keeps of its own: its token, its name, its language, whether it is muted.

const KEY = "producer-console-room";

export const kept = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export function keep(values) {
  Object.assign(kept, values);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Without storage the page pairs again after a reload.
  }
}
