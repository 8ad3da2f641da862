import { isInside } from '../region-code.ts';

/** An area between two parallels and two meridians, in degrees. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** The setting that holds the boxes an office gave its kelurahan, as JSON by region code. */
export const boxSetting = 'verval.boxes';

/** A little wider than the areas: who is told "outside" is certainly outside. Cities first, then the provinces of Kalimantan. */
const known: readonly (readonly [code: string, box: Box])[] = [
  ['61.71', { south: -0.12, north: 0.07, west: 109.24, east: 109.42 }],
  ['62.71', { south: -2.45, north: -1.55, west: 113.45, east: 114.15 }],
  ['64.74', { south: -0.02, north: 0.24, west: 117.32, east: 117.68 }],
  ['62.03', { south: -3.5, north: -0.1, west: 113, east: 114.8 }],
  ['61', { south: -3.15, north: 2.15, west: 108.2, east: 114.25 }],
  ['62', { south: -3.7, north: 0.85, west: 110.6, east: 115.95 }],
  ['63', { south: -4.9, north: -1.2, west: 114.2, east: 117.6 }],
  ['64', { south: -2.6, north: 2.75, west: 113.6, east: 119.3 }],
  ['65', { south: 1, north: 4.5, west: 114.4, east: 118.4 }],
];

/** Where the houses of a region lie: as its office said, else its city, else its province; null outside Kalimantan. */
export function boxOf(region: string, said: Readonly<Record<string, Box>> = {}): Box | null {
  return boxesInOrder(said).find(([code]) => isInside(region, code))?.[1] ?? null;
}

/** Every box with the region that it is for; the first whose region holds a place is that of the place. */
export function boxesInOrder(said: Readonly<Record<string, Box>>): readonly (readonly [code: string, box: Box])[] {
  return [...Object.entries(said).sort(([a], [b]) => b.length - a.length), ...known];
}

/** The boxes of a setting; whatever is no box is left out. */
export function readBoxes(json: string | undefined): Record<string, Box> {
  if (json === undefined || json === '') return {};
  const said: unknown = JSON.parse(json);
  if (typeof said !== 'object' || said === null) return {};
  return Object.fromEntries(Object.entries(said).filter((entry): entry is [string, Box] => isBox(entry[1])));
}

function isBox(value: unknown): value is Box {
  if (typeof value !== 'object' || value === null) return false;
  const { south, north, west, east } = value as Partial<Box>;
  return [south, north, west, east].every((one) => typeof one === 'number' && Number.isFinite(one)) && (south ?? 0) < (north ?? 0) && (west ?? 0) < (east ?? 0);
}
/** How exactly a place may be told: to the metre, to about 110 m, to about 1,1 km. */
export const precisions = [6, 4, 3, 2] as const;
export type Precision = (typeof precisions)[number];

/** A coordinate with so many decimals: three are about 110 metres. */
export function rounded(degrees: number, decimals: Precision): number {
  return Number(degrees.toFixed(decimals));
}
