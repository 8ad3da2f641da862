import { useState } from 'react';
import type { ReactNode } from 'react';
import { regionLevel } from '../../../db/rules/region-code.ts';
import { fewest, useFinds } from '../../app/finds.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FindField } from '../../ui/find-field.tsx';
import { RegionLine } from '../../ui/region-line.tsx';

export interface RegionChoice {
  readonly code: string;
  readonly name: string;
}

/** Another kelurahan or desa than the one proposed: type its name or code; ↑↓ choose, Enter takes. */
export function RegionDialog({ bpsName, onChoose, onClose }: { bpsName: string; onChoose: (choice: RegionChoice) => void; onClose: () => void }): ReactNode {
  const t = useText();
  const [text, setText] = useState(bpsName.split(',')[0] ?? '');
  const found = useFinds('region.search', text, (typed) => ({ text: typed, limit: 30 }));
  const rows = (found.data ?? []).filter((row) => regionLevel(row.code) === 'kelurahan').slice(0, 10);
  return (
    <Dialog title={t('imports.regionTitle', { name: bpsName })} onClose={onClose} size="lg">
      <FindField
        label={t('imports.regionLabel')} autoFocus text={text} onText={setText} rows={rows} settled={found.settled} rowKey={(row) => row.code} line={(row) => <RegionLine region={row} />}
        onTake={(row) => onChoose({ code: row.code, name: [row.name, row.path].filter((part) => part !== '').join(', ') })}
        none={text.trim().length >= fewest ? t('imports.regionNone', { text: text.trim() }) : null} error={found.error} retry={found.retry}
      />
    </Dialog>
  );
}
