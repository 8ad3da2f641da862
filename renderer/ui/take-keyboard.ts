import { isKeyboardFree } from '../app/keyboard-free.ts';

/** As the ref of a box: its button takes the keyboard when it comes, where what had it is gone or may not be pressed any more. */
export function takeKeyboard(box: HTMLElement | null): void {
  if (isKeyboardFree()) box?.querySelector('button')?.focus({ preventScroll: true });
}
