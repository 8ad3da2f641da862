import { useCallback, useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../app/preferences.ts';
import { en } from './en.ts';
import { fill } from './fill.ts';
import type { Language, ParamNames } from './fill.ts';
import { id } from './id.ts';

type Catalogue = typeof id;
/** Every text of the window as `area.key`. */
export type TextKey = { [A in keyof Catalogue & string]: `${A}.${keyof Catalogue[A] & string}` }[keyof Catalogue & string];
type TextOf<K extends TextKey> = K extends `${infer A}.${infer T}` ? (A extends keyof Catalogue ? (T extends keyof Catalogue[A] ? Catalogue[A][T] : never) : never) : never;
type ArgsOf<K extends TextKey> = [ParamNames<TextOf<K> & string>] extends [never] ? [] : [params: Readonly<Record<ParamNames<TextOf<K> & string>, string | number>>];
/** Gives a text of the catalogue; parameters are checked against the Indonesian text. */
export type Translate = <K extends TextKey>(key: K, ...args: ArgsOf<K>) => string;

const catalogues: Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>> = { id, en };

let current: Language = readPreference('language') === 'en' ? 'en' : 'id';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language in use. */
export function language(): Language {
  return current;
}

/** Changes the language of the window at once and remembers it on this PC. */
export function setLanguage(next: Language): void {
  current = next;
  writePreference('language', next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

function lookUp(of: Language, key: string, params: Readonly<Record<string, string | number>>): string {
  const dot = key.indexOf('.');
  const text = catalogues[of][key.slice(0, dot)]?.[key.slice(dot + 1)];
  return text === undefined ? key : fill(text, params, of);
}

/** A text in a given language, outside components. */
export function textIn<K extends TextKey>(of: Language, key: K, ...args: ArgsOf<K>): string {
  return lookUp(of, key, args[0] ?? {});
}

/** The language in use, as a hook. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language);
}

/** `t('families.count', { n })` in the language in use. */
export function useText(): Translate {
  const of = useLanguage();
  return useCallback(((key, ...args) => lookUp(of, key, (args as [Record<string, string | number>?])[0] ?? {})) as Translate, [of]);
}
