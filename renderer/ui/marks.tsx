import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { keyLabel } from '../app/keys.ts';
import css from './kit.module.css';

export type Severity = 'block' | 'warn' | 'info' | 'done';
const icons = { block: IconAlertOctagon, warn: IconAlertTriangle, info: IconInfoCircle, done: IconCircleCheck } as const;

/** The icon of a meaning: red blocks, amber wants a look, green is done. */
export function SeverityIcon({ severity, size = 16 }: { severity: Severity; size?: number }): ReactNode {
  const Icon = icons[severity];
  return <Icon size={size} stroke={2} aria-hidden />;
}

/** A meaning as icon and word, never colour alone. Without children the severity's own word. */
export function Mark({ severity, children }: { severity: Severity; children?: ReactNode }): ReactNode {
  const t = useText();
  const words = { block: t('kit.severityBlock'), warn: t('kit.severityWarn'), info: t('kit.severityInfo'), done: t('kit.severityDone') };
  return (
    <span className={css.mark} data-severity={severity}>
      <SeverityIcon severity={severity} size={14} />
      <span className={css.markWords} title={typeof children === 'string' ? children : undefined}>{children ?? words[severity]}</span>
    </span>
  );
}

/** A short label: a programme, a need, a state. */
export function Chip({ children, tone = 'plain', title }: { children: ReactNode; tone?: 'plain' | 'accent'; title?: string }): ReactNode {
  return <span className={css.chip} data-tone={tone} title={title}>{children}</span>;
}

/** Chips in one line of a table cell; what does not fit is cut, and the title names all. */
export function Chips({ items }: { items: readonly string[] }): ReactNode {
  return <span className={css.chips} title={items.join(', ')}>{items.map((item) => <Chip key={item}>{item}</Chip>)}</span>;
}

/** A keyboard key as printed on it. Takes the name of a binding (`Alt+ArrowUp`). */
export function KeyHint({ name }: { name: string }): ReactNode {
  const t = useText();
  return <kbd className={css.key}>{name === 'Space' ? t('kit.keySpace') : keyLabel(name)}</kbd>;
}
