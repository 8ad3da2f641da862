import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { breachName } from './breach-name.ts';
import { firstSentence } from './first-sentence.ts';
import { PanelHead } from './panel-head.tsx';
import type { Breach } from './work-items.ts';
import css from './worklist.module.css';

/** A family that came together from two sides into something no form would have let pass; it is mended in the form. */
export function BreachPanel({ breach }: { breach: Breach }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const mayMend = useMay('register.write') && breach.own;
  const open = (): void => go(mayMend ? `/keluarga/${breach.family}/ubah` : `/keluarga/${breach.family}`);
  const words = t(mayMend ? 'worklist.mend' : 'worklist.openFamily');
  useKeys([{ key: 'Enter', label: words, run: open }]);
  return (
    <section className={css.panel} aria-label={t('worklist.panelBreach')}>
      <div className={css.decide}><div className={css.choices}><Button onClick={open}>{words}</Button></div></div>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={breachName(t, breach)} href={`/keluarga/${breach.family}`} mark={<Mark severity="block">{t('worklist.kind_breach')}</Mark>}>
          {breach.from === null ? t('worklist.breachHere', { at: formatMoment(breach.at) }) : t('worklist.breachFrom', { office: breach.from, at: formatMoment(breach.at) })}
        </PanelHead>
        {!breach.own && <Notice severity="info" title={t('worklist.ownerDecides', { owner: breach.officeName })}>{t('worklist.breachForeign')}</Notice>}
        {breach.own && !mayMend && <Notice severity="info" title={t('worklist.breachOtherUser')} />}
        <ul className={css.problems}>
          {breach.problems.map((problem, index) => (
            <li key={index}><SeverityIcon severity="block" /><span>{problem.person !== null && <strong>{problem.person}: </strong>}{mayMend ? problem.message : firstSentence(problem.message)}</span></li>
          ))}
        </ul>
      </div>
    </section>
  );
}
