import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyHint } from '../ui/marks.tsx';
import { useListedKeys } from './keys.ts';
import css from './frame.module.css';

/** F1: every key that works on this screen, and those that work anywhere. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const listed = useListedKeys();
  // The dialog's own keys come in as soon as it opens; what it explains are the keys from before.
  const [keys] = useState(listed);
  const groups = [
    { title: t('frame.keysScreen'), keys: keys.filter((binding) => !binding.general) },
    { title: t('frame.keysGeneral'), keys: keys.filter((binding) => binding.general) },
  ];
  return (
    <Dialog title={t('frame.keysHelp')} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          {group.keys.length === 0 && <p>{t('frame.keysEmpty')}</p>}
          <dl className={css.keyList}>
            {group.keys.map((binding) => (
              <div key={binding.key}>
                <dt><KeyHint name={binding.key} /></dt>
                <dd>{binding.label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
