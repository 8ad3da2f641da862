import { mask } from '../rules/mask.ts';
import { ADULT } from '../rules/privacy/field-classes.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** What stands where a child's name would. */
const HIDDEN = '•••• (anak)';
/** Keys whose texts name a user, an office or a place, never a child. */
const others: readonly string[] = ['by', 'user', 'userName', 'displayName', 'office', 'officeName', 'regionName', 'address', 'id', 'uid'];

/** Takes the names and NIK of children out of what is told to somebody who may not read children's data. */
export interface ChildVeil {
  /** A text without them. */
  text(value: string): string;
  /** A whole answer, table or document without them, however it is built. */
  over<T>(value: T): T;
}

interface Known {
  readonly day: string;
  readonly tx: number;
  readonly veil: ChildVeil;
}

const kept = new WeakMap<Reader['db'], Known>();

/**
 * The veil over an office's children, people and those named in a usulan alike. It works on what an answer says, not on how it
 * is built: an answer that nobody thought of is covered too. A name that a grown-up bears as well is hidden unless the same
 * object says by its id that the grown-up is meant. Built once for each state of the register.
 */
export function childVeil(office: Reader): ChildVeil {
  const tx = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const day = today(office);
  const known = kept.get(office.db);
  if (known?.tx === tx && known.day === day) return known.veil;
  const veil = build(office, day);
  kept.set(office.db, { day, tx, veil });
  return veil;
}

function build(office: Reader, day: string): ChildVeil {
  const born = `${Number(day.slice(0, 4)) - ADULT}${day.slice(4)}`;
  const children = sql(office, `SELECT name, nik, family FROM person WHERE length(birthDate) = 10 AND birthDate > @born
    UNION ALL SELECT name, nik, NULL FROM petition WHERE length(birthDate) = 10 AND birthDate > @born`).all({ born }) as { name: string | null; nik: string | null; family: string | null }[];
  const niks = new Set(children.flatMap(({ nik }) => nik ?? []));
  const names = new Set(children.flatMap(({ name }) => (name?.trim() ? [name.trim()] : [])));
  const grown = grownUps(office, born, names, new Set(children.map(({ name, family }) => `${name ?? ''}\n${family ?? ''}`)));
  const byFirst = new Map<string, string[]>();
  for (const name of names) {
    const first = name.split(/[^\p{L}\p{M}']+/u, 1)[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), name].sort((a, b) => b.length - a.length));
  }
  const text = (value: string, besides?: (name: string) => boolean): string => {
    if (value.length < 2) return value;
    if (names.has(value.trim())) return besides?.(value.trim()) ? value : HIDDEN;
    const shown = value.replace(/\d{16}/g, (digits) => (niks.has(digits) ? mask(digits) : digits));
    return within(shown, byFirst, besides);
  };
  const over = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return others.includes(key) ? value : text(value);
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((one) => over(one, key));
    const own = Object.values(value).filter((one): one is string => typeof one === 'string');
    const isGrown = (name: string): boolean => own.some((uid) => grown.get(name)?.has(uid) === true);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typeof one === 'string' && !others.includes(name) ? text(one, isGrown) : over(one, name)]));
  };
  return { text: (value) => text(value), over: (value) => over(value) as typeof value };
}

/** Of the names that children bear: the ids of grown-ups with the same name, and of their families where no such child lives. */
function grownUps(office: Reader, born: string, names: ReadonlySet<string>, childHomes: ReadonlySet<string>): Map<string, Set<string>> {
  const grown = new Map<string, Set<string>>();
  const rows = sql(office, 'SELECT uid, name, family FROM person WHERE name IS NOT NULL AND (birthDate IS NULL OR birthDate <= ?)').iterate(born) as Iterable<{ uid: string; name: string; family: string | null }>;
  for (const { uid, name, family } of rows) {
    if (!names.has(name.trim())) continue;
    const ids = grown.get(name.trim()) ?? new Set();
    ids.add(uid);
    if (family !== null && !childHomes.has(`${name}\n${family}`)) ids.add(family);
    grown.set(name.trim(), ids);
  }
  return grown;
}

/** A longer text: names of children as they are written in the register, whole words only. */
function within(value: string, byFirst: ReadonlyMap<string, readonly string[]>, besides?: (name: string) => boolean): string {
  let out = '';
  let at = 0;
  for (const word of value.matchAll(/[\p{L}\p{M}']+/gu)) {
    if (word.index < at) continue;
    const name = byFirst.get(word[0])?.find((one) => value.startsWith(one, word.index) && !/[\p{L}\p{M}']/u.test(value[word.index + one.length] ?? ''));
    if (name === undefined || besides?.(name)) continue;
    out += value.slice(at, word.index) + HIDDEN;
    at = word.index + name.length;
  }
  return at === 0 ? value : out + value.slice(at);
}
