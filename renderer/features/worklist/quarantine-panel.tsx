import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CompareTable } from './compare-table.tsx';
import { DecideBar } from './decide-bar.tsx';
import { PanelHead } from './panel-head.tsx';
import { familyPath } from './family-path.ts';
import type { Quarantined } from './work-items.ts';
import css from './worklist.module.css';

/** What a package brought and could not be taken: why, what it says, and how it may be settled. */
export function QuarantinePanel({ item, onDone }: { item: Quarantined; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const mayClose = useMay('register.verify');
  const [chosen, setChosen] = useState<'close' | null>(null);
  const close = async (reason: string): Promise<void> => {
    await callApi('quarantine.close', { id: item.id, reason });
    onDone(t('worklist.quarantineClosed', { office: item.officeName }));
  };
  return (
    <section className={css.panel} aria-label={t('worklist.panelQuarantine')}>
      {mayClose && <DecideBar choices={[{ id: 'close', label: t('worklist.closeQuarantine') }]} chosen={chosen} onChoose={setChosen} onDecide={close} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={item.name ?? item.label} href={familyPath(item.family)} mark={<Mark severity="warn">{t('worklist.kind_quarantine')}</Mark>}>
          {t('worklist.quarantineFrom', { office: item.officeName, at: formatMoment(item.at) })}
        </PanelHead>
        <Notice severity="warn" title={item.message}>{t('worklist.quarantineHint')}</Notice>
        {item.values.length > 0 && (
          <CompareTable
            label={t('worklist.bothSides')} entity={item.entity} loud={['came']}
            sides={[{ key: 'here', title: t('worklist.sideOurs') }, { key: 'came', title: t('worklist.sideTheirs'), office: item.officeName, by: item.by, at: item.madeAt }]}
            rows={item.values.map((each) => ({ field: each.field, label: each.label, values: [each.here, each.came] }))}
          />
        )}
      </div>
    </section>
  );
}
