/** Where the clerk goes on in a screen once what held the keyboard is gone, the likeliest first. */
const homes = ['[data-home-focus]', 'main [role="tab"][aria-selected="true"]', 'main [role="radiogroup"] input:checked'];

/** Whether nothing has the keyboard, or what became disabled and loses it with the next frame. */
function isLost(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.matches(':disabled');
}

/**
 * Gives the keyboard a place when nothing has it: to `before` where that is still there, else to the screen's own list, or its
 * open tab, or the view of it that is chosen.
 */
export function focusHome(before: Element | null = null): void {
  if (!isLost()) return;
  if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus({ preventScroll: true });
  for (const home of homes) {
    if (!isLost()) return;
    document.querySelector<HTMLElement>(home)?.focus({ preventScroll: true });
  }
}
