/** Names of colours as people say them; each has a text of the finding V37. */
export type Colour = 'red' | 'pink' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple' | 'brown' | 'grey' | 'black';

const HUES: readonly (readonly [until: number, colour: Colour])[] = [
  [17, 'red'], [43, 'orange'], [70, 'yellow'], [165, 'green'], [255, 'blue'], [295, 'purple'], [342, 'pink'], [360, 'red'],
];

/** What people call an RGB colour; null for white and what cannot be told from it. */
export function colourName(rgb: number): Colour | null {
  const { hue, saturation, lightness } = toHsl(rgb);
  if (lightness >= 0.96) return null;
  if (lightness <= 0.12) return 'black';
  if (saturation < 0.12) return 'grey';
  const named = HUES.find(([until]) => hue <= until)?.[1] ?? 'red';
  if (named === 'red' && lightness > 0.75) return 'pink';
  if (named === 'orange' && lightness < 0.35) return 'brown';
  return named;
}

/** A colour made lighter (tint above 0) or darker, as Excel does it. */
export function tinted(rgb: number, tint: number): number {
  if (!tint || !Number.isFinite(tint)) return rgb;
  const change = (channel: number): number => Math.round(tint < 0 ? channel * Math.max(0, 1 + tint) : channel + (255 - channel) * Math.min(1, tint));
  return (change((rgb >> 16) & 255) << 16) | (change((rgb >> 8) & 255) << 8) | change(rgb & 255);
}

/** `#ff0000`, `FFFF0000` (with alpha first), `red` and a few more names; null for anything else. */
export function parseColour(text: string): number | null {
  const bare = text.trim().toLowerCase();
  const hex = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/.exec(bare)?.[1];
  if (hex !== undefined) return parseInt(hex, 16);
  const parts = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(bare);
  if (parts) return ((Number(parts[1]) & 255) << 16) | ((Number(parts[2]) & 255) << 8) | (Number(parts[3]) & 255);
  return webColours[bare] ?? null;
}

const webColours: Readonly<Record<string, number>> = {
  red: 0xff0000, yellow: 0xffff00, green: 0x008000, lime: 0x00ff00, blue: 0x0000ff, aqua: 0x00ffff, cyan: 0x00ffff, fuchsia: 0xff00ff, magenta: 0xff00ff,
  orange: 0xffa500, pink: 0xffc0cb, purple: 0x800080, brown: 0xa52a2a, grey: 0x808080, gray: 0x808080, silver: 0xc0c0c0, black: 0x000000, maroon: 0x800000,
  navy: 0x000080, olive: 0x808000, teal: 0x008080,
};

const eight = [0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff] as const;

/** Colours 0 to 63 of old workbooks, and of new ones that still count on them. */
export const indexedColours: readonly number[] = [
  ...eight, ...eight, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366, 0xffffcc, 0xccffff, 0x660066, 0xff8080,
  0x0066cc, 0xccccff, 0x000080, 0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff, 0xccffff, 0xccffcc, 0xffff99, 0x99ccff, 0xff99cc,
  0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00, 0xff9900, 0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366,
  0x333399, 0x333333,
];

/** Adds a colour to a row's list of colours, each once. */
export function withColour(list: string, colour: string): string {
  if (colour === '' || list === colour || `,${list},`.includes(`,${colour},`)) return list;
  return list === '' ? colour : `${list},${colour}`;
}

function toHsl(rgb: number): { hue: number; saturation: number; lightness: number } {
  const [red, green, blue] = [((rgb >> 16) & 255) / 255, ((rgb >> 8) & 255) / 255, (rgb & 255) / 255];
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 2;
  const range = most - least;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  const sixth = most === red ? (green - blue) / range : most === green ? (blue - red) / range + 2 : (red - green) / range + 4;
  return { hue: (sixth * 60 + 360) % 360, saturation, lightness };
}
