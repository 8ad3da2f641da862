/** Colours of the present theme, as a canvas needs them. */
export interface ChartColours {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
  readonly accent: string;
  readonly none: string;
  /** So many steps from the strongest to the weakest of one colour. */
  readonly scale: (steps: number) => string[];
}

/** Reads them from the style sheet. */
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  const [accent, paper] = [of('--t-accent'), of('--t-paper')];
  return {
    ink: of('--t-ink'), quiet: of('--t-ink-3'), line: of('--t-line'), paper, accent, none: of('--t-line-strong'),
    scale: (steps) => Array.from({ length: steps }, (_, step) => mixed(accent, paper, steps < 2 ? 0 : (step / (steps - 1)) * 0.82)),
  };
}

/** A colour between two of the form `#rrggbb`, or `#rgb` as a built style sheet shortens it; a share of 0 is the first. */
function mixed(from: string, to: string, share: number): string {
  const part = (colour: string, place: number): number => Number.parseInt(colour.length === 4 ? (colour[1 + place] ?? '').repeat(2) : colour.slice(1 + place * 2, 3 + place * 2), 16);
  const between = [0, 1, 2].map((place) => Math.round(part(from, place) * (1 - share) + part(to, place) * share));
  return `#${between.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
