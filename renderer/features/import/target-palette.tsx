import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import type { Target } from './mapping-types.ts';
import css from './mapping.module.css';
import { matching } from './target-dialog.tsx';

/** What a dragged target carries. */
export const targetDrag = 'application/x-tepat-target';

/** What columns can be read as, to be dragged onto a column. Who works by keyboard presses Enter on the column instead. */
export function TargetPalette({ targets, used }: { targets: readonly Target[]; used: ReadonlySet<string> }): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const found = matching(targets, text);
  const groups = [...new Set(found.map((target) => target.group))];
  return (
    <aside className={css.palette} aria-label={t('imports.palette')}>
      <TextInput size="xs" aria-label={t('imports.targetFind')} placeholder={t('imports.targetFind')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div className={css.paletteList} tabIndex={0} role="region" aria-label={t('imports.palette')}>
        {groups.map((group) => (
          <div key={group}>
            <h3>{group}</h3>
            <ul>
              {found.filter((target) => target.group === group).map((target) => (
                <li key={target.target} draggable data-used={used.has(target.target)} onDragStart={(event) => { event.dataTransfer.setData(targetDrag, target.target); event.dataTransfer.effectAllowed = 'copy'; }}>{target.label}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </aside>
  );
}
