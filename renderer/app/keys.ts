import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/** One key and what it does here. Keys are written `F2`, `Ctrl+Enter`, `Alt+ArrowUp`, `Escape`, `?`, `1`. */
export interface KeyBinding {
  readonly key: string;
  /** Words for the bottom line and F1. Without a label the key works but is not listed. */
  readonly label?: string;
  readonly run: () => void;
  /** Also while typing. Default: true for F-keys, Escape and Ctrl/Alt combinations, false for plain keys. */
  readonly whileTyping?: boolean;
}

interface Layer {
  readonly id: string;
  /** A modal layer hides the layers below it. */
  readonly modal: boolean;
  readonly general: boolean;
  bindings: readonly KeyBinding[];
}

let layers: readonly Layer[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Layer[]): void {
  layers = next;
  for (const listener of listeners) listener();
}

/** Writes a keyboard event as `Ctrl+Shift+X`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>): string {
  const named = event.key.length > 1;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (named || parts.length > 0)) parts.push('Shift');
  parts.push(event.key === ' ' ? 'Space' : named ? event.key : parts.length > 0 ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

function worksNow(binding: KeyBinding, target: EventTarget | null): boolean {
  const control = binding.key.length > 1 && (/^(F\d|Ctrl|Alt|Escape)/.test(binding.key));
  if (binding.whileTyping ?? control) return true;
  if (isTyping(target)) return false;
  // Enter and Space belong to a focused button or link.
  return !((binding.key === 'Enter' || binding.key === 'Space') && target instanceof Element && target.closest('button, a, [role="button"], [role="option"], [role="tab"]') !== null);
}

/** The layers that hear keys now, the topmost first. */
function hearing(all: readonly Layer[]): Layer[] {
  const heard: Layer[] = [];
  for (const layer of [...all].reverse()) {
    heard.push(layer);
    if (layer.modal) break;
  }
  return heard;
}

/** Gives a key press to the topmost layer that knows it; answers whether one did. */
export function pressKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const name = keyName(event);
  for (const layer of hearing(layers)) {
    const binding = layer.bindings.find((each) => each.key === name && worksNow(each, event.target));
    if (!binding) continue;
    event.preventDefault();
    binding.run();
    return true;
  }
  return false;
}

/** Listens to the keyboard for the whole window. Mounted once. */
export function useKeyboard(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => void pressKey(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/**
 * Registers keys while the component is on screen; the bottom line and F1 list them. The innermost wins. `modal` makes
 * the keys below deaf (dialogs); `general` marks keys that work anywhere.
 */
export function useKeys(bindings: readonly KeyBinding[], options: { modal?: boolean; general?: boolean; active?: boolean } = {}): void {
  const id = useId();
  const { modal = false, general = false, active = true } = options;
  const latest = useRef(bindings);
  latest.current = bindings;
  const shape = bindings.map((binding) => `${binding.key}\u0000${binding.label ?? ''}\u0000${String(binding.whileTyping)}`).join('\u0001');
  useLayoutEffect(() => {
    if (!active) return undefined;
    const live = latest.current.map((binding, index) => ({ ...binding, run: () => latest.current[index]?.run() }));
    const layer: Layer = { id, modal, general, bindings: live };
    // A layer whose words changed keeps its place; a new one goes on top.
    publish(layers.some((each) => each.id === id) ? layers.map((each) => (each.id === id ? layer : each)) : [...layers, layer]);
    return () => publish(layers.filter((each) => each.id !== id));
  }, [id, modal, general, active, shape]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The keys that work now and have words, innermost first, each key once. */
export function useListedKeys(): readonly (KeyBinding & { general: boolean })[] {
  const now = useSyncExternalStore(subscribe, () => layers);
  const seen = new Set<string>();
  const listed: (KeyBinding & { general: boolean })[] = [];
  for (const layer of hearing(now)) {
    for (const binding of layer.bindings) {
      if (binding.label === undefined || seen.has(binding.key)) continue;
      seen.add(binding.key);
      listed.push({ ...binding, general: layer.general });
    }
  }
  return [...listed.filter((each) => !each.general), ...listed.filter((each) => each.general)];
}

const shown: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', PageUp: 'PgUp', PageDown: 'PgDn' };

/** A key as the keyboard's caps say it: `Alt+ArrowUp` → `Alt+↑`. */
export function keyLabel(key: string): string {
  return key.split('+').map((part) => shown[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+');
}
