const names: string[] = [];

/** `A`, `B`, … `Z`, `AA` … for places from 0. */
export function columnName(at: number): string {
  const known = names[at];
  if (known) return known;
  const last = String.fromCharCode(65 + (at % 26));
  const name = at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
  names[at] = name;
  return name;
}
