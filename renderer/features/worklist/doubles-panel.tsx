import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { labelOf } from '../../../db/rules/lists.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatNumber, formatRupiah, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DecideBar } from './decide-bar.tsx';
import { PanelHead } from './panel-head.tsx';
import type { Doubles } from './work-items.ts';
import css from './worklist.module.css';

type Side = Doubles['lines'][number]['sides'][number];
type Verdict = 'same' | 'different';

/** Recipients whose delivery of a phase two PCs or offices recorded: one and the same, or twice indeed. */
export function DoublesPanel({ doubles, onDone }: { doubles: Doubles; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const mayAnswer = useMay('enrol.write') && doubles.own;
  const [chosen, setChosen] = useState<Verdict | null>(null);
  const answer = async (reason: string): Promise<void> => {
    if (chosen === null) return;
    const { settled } = await callApi('delivery.settleDoubles', { programme: doubles.programme, phase: doubles.phase, verdict: chosen, reason });
    onDone(t('deliveries.doublesSettled', { n: settled, name: doubles.programmeName }));
  };
  return (
    <section className={css.panel} aria-label={t('deliveries.doublesPanel')}>
      {mayAnswer && <DecideBar<Verdict> choices={[{ id: 'same', label: t('deliveries.doublesSame') }, { id: 'different', label: t('deliveries.doublesDifferent') }]} chosen={chosen} onChoose={setChosen} onDecide={answer} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={doubles.programmeName} href={`/program/${doubles.programme}`} mark={<Mark severity="warn">{t('deliveries.doublesMark')}</Mark>}>
          {t('deliveries.doublesHead', { n: doubles.lines.length, phase: doubles.phase })}
        </PanelHead>
        {!doubles.own && <Notice severity="info" title={t('deliveries.doublesForeign')} />}
        <table className={css.table}>
          <tbody>
            {doubles.lines.map((line) => (
              <tr key={line.recipient}>
                <th scope="row"><Link href={`/keluarga/${line.family}`}>{line.name}</Link><small>{t('reports.rtIs', { rt: line.rt ?? '–' })}</small></th>
                {line.sides.slice(0, 3).map((side) => <td key={side.id} data-picked={side.counts}>{sideWords(side)}<small>{[side.own ? t('deliveries.doublesOwn') : side.officeName, side.counts ? t('deliveries.doublesCounts') : ''].filter(Boolean).join(', ')}</small></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function sideWords({ date, status, rupiah, quantity, unit, takenBy }: Side): string {
  const amount = [rupiah === null ? '' : formatRupiah(rupiah), quantity === null ? '' : `${formatNumber(quantity)} ${unit ?? ''}`.trim()].filter(Boolean).join(' + ');
  return [formatShortDate(date), status === 1 || status === null ? '' : (labelOf('TEPAT.statusPenyaluran', status) ?? ''), amount, takenBy].filter(Boolean).join(' · ');
}
