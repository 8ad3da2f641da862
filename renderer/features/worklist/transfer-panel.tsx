import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatMoment, groupIdentifier } from '../../ui/format.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { DecideBar } from './decide-bar.tsx';
import { PanelHead } from './panel-head.tsx';
import type { Transfer } from './work-items.ts';
import css from './worklist.module.css';

/** What a PC of the other office recorded before it knew that the family had been handed over (db/handoff/transfer/let-go). */
const LATE = 'transfer.late';

/** A family that another office hands over: it is theirs until it is accepted here. */
export function TransferPanel({ transfer, onDone }: { transfer: Transfer; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const mayAnswer = useMay('package.send');
  const [chosen, setChosen] = useState<'accept' | 'refuse' | null>(null);
  const decide = async (reason: string): Promise<void> => {
    if (chosen === 'accept') await callApi('transfer.accept', { id: transfer.id });
    if (chosen === 'refuse') await callApi('transfer.refuse', { id: transfer.id, reason });
    onDone(t(chosen === 'accept' ? 'worklist.transferAccepted' : 'worklist.transferRefused', { name: transfer.head ?? '', office: transfer.fromName }));
  };
  return (
    <section className={css.panel} aria-label={t('worklist.panelTransfer')}>
      {mayAnswer && <DecideBar choices={[{ id: 'accept', label: t('worklist.transferAccept'), reasonFree: true }, { id: 'refuse', label: t('worklist.transferRefuse') }]} chosen={chosen} onChoose={setChosen} onDecide={decide} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={transfer.head} href={null} mark={<Mark severity="warn">{t('worklist.kind_transfer')}</Mark>}>
          {t('worklist.transferFrom', { office: transfer.fromName, by: transfer.by, at: formatMoment(transfer.at) })}
        </PanelHead>
        <Fields>
          <FieldRow label={t('worklist.transferCard')}>{groupIdentifier(transfer.noKk ?? '')}</FieldRow>
          <FieldRow label={t('worklist.transferPeople')}>{String(transfer.people)}</FieldRow>
          <FieldRow label={t('worklist.transferRoute')}>{transfer.fromName} → {transfer.toName}</FieldRow>
          <FieldRow label={t('worklist.reason')}>{transfer.reason === LATE ? t('worklist.transferLate') : transfer.reason}</FieldRow>
        </Fields>
        <p className={css.quiet}>{t('worklist.transferHint')}</p>
      </div>
    </section>
  );
}
