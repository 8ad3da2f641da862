import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { Box } from '../../../db/rules/geo/region-box.ts';
import { useText } from '../../text/text.ts';
import css from './visits.module.css';

interface Point { readonly latitude: number; readonly longitude: number }

interface PointMapProps {
  /** Where the houses of the kelurahan lie; without one the map is drawn around the points. */
  readonly box: Box | null;
  readonly others: readonly Point[];
  readonly value: Point | null;
  readonly onChoose: (point: Point) => void;
}

const [width, height, pad] = [520, 260, 14];
/** An arrow key moves about five metres, with Shift fifty. */
const step = 0.00005;
const decimals = 6;

/** A map without tiles: the houses that are known, and a click (or the arrow keys) for the one that is not. */
export function PointMap({ box, others, value, onChoose }: PointMapProps): ReactNode {
  const t = useText();
  const svg = useRef<SVGSVGElement>(null);
  const frame = frameOf(box, value === null ? others : [...others, value]);
  const x = (longitude: number): number => pad + ((longitude - frame.west) / (frame.east - frame.west)) * (width - 2 * pad);
  const y = (latitude: number): number => height - pad - ((latitude - frame.south) / (frame.north - frame.south)) * (height - 2 * pad);
  const choose = (latitude: number, longitude: number): void => onChoose({ latitude: Number(latitude.toFixed(decimals)), longitude: Number(longitude.toFixed(decimals)) });
  const click = (event: PointerEvent<SVGSVGElement>): void => {
    const place = svg.current?.getBoundingClientRect();
    if (!place) return;
    // The drawing keeps its shape: it is centred in what it is given.
    const scale = Math.min(place.width / width, place.height / height);
    const at = [(event.clientX - place.left - (place.width - width * scale) / 2) / scale, (event.clientY - place.top - (place.height - height * scale) / 2) / scale] as const;
    choose(frame.south + ((height - pad - at[1]) / (height - 2 * pad)) * (frame.north - frame.south), frame.west + ((at[0] - pad) / (width - 2 * pad)) * (frame.east - frame.west));
  };
  const walk = (event: KeyboardEvent): void => {
    const by = (event.shiftKey ? 10 : 1) * step;
    const [north, east] = { ArrowUp: [by, 0], ArrowDown: [-by, 0], ArrowRight: [0, by], ArrowLeft: [0, -by] }[event.key] ?? [0, 0];
    if (north === 0 && east === 0) return;
    event.preventDefault();
    const from = value ?? { latitude: (frame.south + frame.north) / 2, longitude: (frame.west + frame.east) / 2 };
    choose(from.latitude + (north ?? 0), from.longitude + (east ?? 0));
  };
  return (
    <svg ref={svg} className={css.map} viewBox={`0 0 ${width} ${height}`} role="application" tabIndex={0} aria-label={t('verval.map')} onPointerDown={click} onKeyDown={walk}>
      <rect className={css.area} x={pad} y={pad} width={width - 2 * pad} height={height - 2 * pad} />
      <text x={pad + 4} y={height - pad - 4}>{`${frame.south.toFixed(4)}, ${frame.west.toFixed(4)}`}</text>
      <text x={width - pad - 4} y={pad + 12} textAnchor="end">{`${frame.north.toFixed(4)}, ${frame.east.toFixed(4)}`}</text>
      {others.map((one, place) => <circle key={place} className={css.other} cx={x(one.longitude)} cy={y(one.latitude)} r={3} />)}
      {value && <circle className={css.here} cx={x(value.longitude)} cy={y(value.latitude)} r={7} />}
    </svg>
  );
}

/** What is shown: around the houses that are known, else the box of the kelurahan; never a line or a point. */
function frameOf(box: Box | null, points: readonly Point[]): Box {
  const inside = points.filter((one) => box === null || (one.latitude >= box.south && one.latitude <= box.north && one.longitude >= box.west && one.longitude <= box.east));
  if (inside.length === 0) return box ?? { south: -4, north: 4, west: 109, east: 119 };
  const least = 0.004;
  const around = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = Math.max((high - low) * 0.15, (least - (high - low)) / 2, least / 8);
    return [low - room, high + room];
  };
  const [south, north] = around(inside.map((one) => one.latitude));
  const [west, east] = around(inside.map((one) => one.longitude));
  return { south, north, west, east };
}
