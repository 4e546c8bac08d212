// What the browser remembers of choices made here. One that keeps nothing forgets them with the page.
export function recall(key) {
  try {
    return localStorage.getItem(`balachka.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`balachka.${key}`, value);
  } catch { /* the choice holds until the page is closed */ }
}
