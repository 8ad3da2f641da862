import type { ReactNode } from 'react';
import { useText } from '../../../text/text.ts';
import { formatNumber } from '../../../ui/format.ts';
import type { Indicator } from './indicators-screen.tsx';
import css from './outcome.module.css';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [640, 180, 44, 24, 12];

/** Published figures of an area as a line, targets as open squares in their years. The table below says the same in words. */
export function IndicatorChart({ indicator, area, areaName }: { indicator: Indicator; area: string; areaName: string }): ReactNode {
  const t = useText();
  const figures = indicator.values.filter((one) => one.area === area);
  const published = figures.filter((one) => one.kind === 'published').sort((a, b) => a.year - b.year);
  const targets = figures.filter((one) => one.kind === 'target').sort((a, b) => a.year - b.year);
  if (figures.length < 2) return null;
  const years = figures.map((one) => one.year);
  const [first, last, top] = [Math.min(...years), Math.max(...years), Math.max(...figures.map((one) => one.value), 0) || 1];
  const x = (year: number): number => LEFT + ((year - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 30);
  const y = (value: number): number => TOP + (1 - Math.max(0, value) / top) * (HEIGHT - TOP - BOTTOM);
  const words = (some: typeof figures): string => some.map((one) => `${one.year} ${formatNumber(one.value)}`).join(', ') || '–';
  return (
    <figure className={css.figure}>
      <svg className={css.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('outcomes.chart', { name: indicator.name, area: areaName, published: words(published), targets: words(targets) })}>
        {[0, top / 2, top].map((value) => (
          <g key={value}><line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} /><text x={LEFT - 6} y={y(value) + 4} textAnchor="end">{formatNumber(Math.round(value * 100) / 100)}</text></g>
        ))}
        {[...new Set(years)].map((year) => <text key={year} x={x(year)} y={HEIGHT - 6} textAnchor="middle">{year}</text>)}
        <polyline points={published.map((one) => `${x(one.year)},${y(one.value)}`).join(' ')} />
        {published.map((one) => <circle key={one.id} cx={x(one.year)} cy={y(one.value)} r={4} />)}
        {targets.map((one) => <rect key={one.id} x={x(one.year) - 4} y={y(one.value) - 4} width={8} height={8} />)}
      </svg>
      <figcaption className={css.legend}><span>● {t('outcomes.kind_published')}</span><span>□ {t('outcomes.kind_target')}</span><span>{areaName}</span></figcaption>
    </figure>
  );
}
