import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Milliseconds from the first digit to the Enter: a scanner takes some fifty, and nobody types sixteen within this. */
const longest = 1000;
const wholeLength = 16;

interface Burst {
  readonly digits: string;
  /** When the first came. */
  readonly at: number;
  /** Where the digits went, and what stood there before them. */
  readonly target: EventTarget | null;
  readonly before: string;
}

/**
 * Hears a scanner wherever the keyboard is. What is typed over a list or a button goes to the field; a card that was read
 * into another field, or into a dialogue that asks for a reason, is taken as a card, and that field is as it was before.
 */
export function useScanner(field: RefObject<HTMLInputElement | null>, onCard: (card: string) => void): void {
  const take = useRef(onCard);
  take.current = onCard;
  useEffect(() => {
    let burst: Burst | null = null;
    const onKey = (event: KeyboardEvent): void => {
      const { target, key } = event;
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
      if (target instanceof HTMLInputElement && target.type === 'password') return;
      if (key === 'Enter' && plain) {
        const read = burst;
        burst = null;
        if (read?.digits.length !== wholeLength || read.target !== target || event.timeStamp - read.at > longest) return;
        if (target === field.current && field.current?.value.replace(/\s/g, '') === read.digits) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        if (target instanceof HTMLInputElement) write(target, target === field.current ? '' : read.before);
        take.current(read.digits);
        return;
      }
      if (!plain || key.length !== 1 || key === ' ') return;
      if (!isField(target) && document.querySelector('[role="dialog"]') === null && /^[\p{L}\d]$/u.test(key)) field.current?.focus();
      const place = isField(target) ? target : field.current;
      if (!/^\d$/.test(key)) burst = null;
      else if (burst !== null && burst.target === place && event.timeStamp - burst.at <= longest) burst = { ...burst, digits: burst.digits + key };
      else burst = { digits: key, at: event.timeStamp, target: place, before: place instanceof HTMLInputElement ? place.value : '' };
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [field]);
}

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

/** Writes into a field as typing does, so that whoever draws it hears of it. */
function write(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
