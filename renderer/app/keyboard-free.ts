/** Whether nothing has the keyboard yet: a screen may take it without pulling it away from somebody. What became disabled has lost it. */
export function isKeyboardFree(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.id === 'isi' || at.matches(':disabled');
}
