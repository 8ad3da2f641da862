import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { groupIdentifier } from '../../ui/format.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { AidTable, familyLine } from './aid-answer.tsx';
import type { Aid, AidFamily } from './aid-answer.tsx';
import { AidPetitions } from './aid-petitions.tsx';
import { isReceiving } from './aid-words.ts';

/** The answer on one page: this family alone, identifiers masked, with the purpose it was asked for, and how its usulan stand. */
export function AidSheet({ answer, family, purpose }: { answer: Aid; family: AidFamily; purpose: string }): ReactNode {
  const t = useText();
  const person = family.people.find((each) => each.id === answer.person);
  const nik = person?.values['nik'];
  const aid = answer.receives.filter((each) => each.credit === null);
  const credit = answer.receives.filter((each) => each.credit !== null);
  const now = aid.filter(isReceiving);
  const before = aid.filter((each) => !isReceiving(each));
  return (
    <PrintPage title={t('aid.sheetTitle', { name: String(person?.values['name'] ?? family.headName ?? '') })} hint={familyLine(family, t)}>
      <p>{t('aid.nik')}: {typeof nik === 'string' && nik !== '' ? groupIdentifier(nik) : '–'} · {t('aid.purpose')}: {purpose}</p>
      <h2>{now.length > 0 ? t('aid.receives', { n: now.length }) : t('aid.receivesNot')}</h2>
      {now.length > 0 && <AidTable rows={now} t={t} />}
      {before.length > 0 && <><h2>{t('aid.before')}</h2><AidTable rows={before} t={t} /></>}
      {credit.length > 0 && <><h2>{t('groups.credit')}</h2><AidTable rows={credit} t={t} /></>}
      <h2>{t('aid.petitions')}</h2>
      {answer.petitions.length > 0 ? <AidPetitions rows={answer.petitions} /> : <p>{t('aid.petitionsNone')}</p>}
    </PrintPage>
  );
}

/** Somebody who is not in the data but was proposed: how that stands, on one page. */
export function StrangerSheet({ answer, purpose }: { answer: Aid; purpose: string }): ReactNode {
  const t = useText();
  return (
    <PrintPage title={t('aid.sheetStranger', { name: answer.petitions[0]?.about ?? '' })} hint={t('aid.strangerAsked')}>
      <p>{t('aid.purpose')}: {purpose}</p>
      <AidPetitions rows={answer.petitions} />
    </PrintPage>
  );
}
