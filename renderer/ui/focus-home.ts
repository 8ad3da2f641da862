/** Where the clerk goes on in a screen once what held the keyboard is gone, the likeliest first. */
const homes = ['[data-home-focus]', 'main [role="tab"][aria-selected="true"]'];

/**
 * Gives the keyboard a place when nothing has it: to `before` where that is still there, else to the screen's own list, or its
 * open tab.
 */
export function focusHome(before: Element | null = null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus({ preventScroll: true });
  for (const home of homes) {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(home)?.focus({ preventScroll: true });
  }
}
