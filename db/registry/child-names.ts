/** What the veil keeps of a child. */
export interface Child {
  readonly name: string | null;
  readonly nik: string | null;
}

/** The names and NIK that children bear, kept as people come, change and grow up. */
export interface ChildNames {
  /** What a record says now; null where it is of no child. */
  put(key: string, child: Child | null): void;
  has(name: string): boolean;
  hasNik(nik: string): boolean;
  /** The names that begin with this word, the longest first. */
  beginning(word: string): readonly string[];
}

/** An empty list. A name or NIK counts as long as any record bears it. */
export function childNames(): ChildNames {
  const children = new Map<string, Child>();
  const names = new Map<string, number>();
  const niks = new Map<string, number>();
  const byFirst = new Map<string, string[]>();
  const more = (name: string): void => {
    if (count(names, name, 1) > 1) return;
    const first = firstWord(name);
    const list = byFirst.get(first) ?? [];
    const place = list.findIndex((one) => one.length < name.length);
    list.splice(place === -1 ? list.length : place, 0, name);
    byFirst.set(first, list);
  };
  const less = (name: string): void => {
    if (count(names, name, -1) > 0) return;
    const first = firstWord(name);
    const left = (byFirst.get(first) ?? []).filter((one) => one !== name);
    if (left.length === 0) byFirst.delete(first);
    else byFirst.set(first, left);
  };
  return {
    put(key, child) {
      const before = children.get(key);
      if (before?.nik) count(niks, before.nik, -1);
      if (before?.name?.trim()) less(before.name.trim());
      if (child === null) return void children.delete(key);
      children.set(key, { name: child.name, nik: child.nik });
      if (child.nik) count(niks, child.nik, 1);
      if (child.name?.trim()) more(child.name.trim());
    },
    has: (name) => names.has(name),
    hasNik: (nik) => niks.has(nik),
    beginning: (word) => byFirst.get(word) ?? [],
  };
}

function count(of: Map<string, number>, key: string, by: number): number {
  const now = (of.get(key) ?? 0) + by;
  if (now > 0) of.set(key, now);
  else of.delete(key);
  return now;
}

function firstWord(name: string): string {
  return name.split(/[^\p{L}\p{M}']+/u, 1)[0] ?? '';
}
