import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** The words of a command are off: exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options that every command understands. */
const common = { office: { type: 'string' }, json: { type: 'boolean' }, clock: { type: 'string' }, wait: { type: 'boolean' }, lang: { type: 'string' } } as const satisfies Options;

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  /** A text option that must be there. Error: UsageError. */
  need(name: string): string;
  /** A positional that must be there. Error: UsageError. */
  word(index: number, what: string): string;
  flag(name: string): boolean;
  /** Every value of an option that may be given more than once. */
  list(name: string): readonly string[];
  /** A whole number option, or undefined. Error: UsageError. */
  number(name: string): number | undefined;
}

/** Reads a command's words against its options. Error: UsageError for an unknown option or a missing value. */
export function readArguments(words: readonly string[], options: Options = {}): Arguments {
  const { values, positionals } = parse(words, { ...common, ...options });
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals, text,
    need: (name) => text(name) ?? missing(`--${name}`),
    word: (index, what) => positionals[index] ?? missing(what),
    flag: (name) => values[name] === true,
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
    number: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^\d+$/.test(value)) throw new UsageError(`--${name} takes a whole number`);
      return Number(value);
    },
  };
}

function parse(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function missing(what: string): never {
  throw new UsageError(`${what} is missing`);
}
