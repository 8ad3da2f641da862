import { useState } from 'react';
import type { ReactNode } from 'react';
import { fewest, useFinds } from '../../app/finds.ts';
import { useText } from '../../text/text.ts';
import { FindField } from '../../ui/find-field.tsx';
import { RegionLine } from '../../ui/region-line.tsx';
import type { Region } from '../../ui/region-line.tsx';
import css from './welcome.module.css';

/** Step 1: the office, chosen from all regions of the country by typing. ↑↓ choose, Enter takes. */
export function OfficeStep({ onChoose }: { onChoose: (region: Region) => void }): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const found = useFinds('region.search', text, (typed) => ({ text: typed, limit: 12 }));
  return (
    <div className={css.office}>
      <FindField
        label={t('welcome.officeLabel')} description={t('welcome.officeHint')} placeholder={t('welcome.officePlaceholder')} autoFocus text={text} onText={setText}
        rows={found.data ?? []} settled={found.settled} rowKey={(region) => region.code} line={(region) => <RegionLine region={region} />} onTake={onChoose}
        none={text.trim().length >= fewest ? t('welcome.officeNone', { text: text.trim() }) : null} error={found.error} retry={found.retry}
      />
    </div>
  );
}
