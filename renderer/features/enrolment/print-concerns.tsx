import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

type Concern = CallOutput<'programme.printCheck'>[number];

/** What is said about those on a list before it is handed out. */
interface PrintConcerns {
  /** Shown in the dialogue that asks for the purpose. */
  readonly shown: ReactNode;
  /** Why whom a rule forbids stands on it all the same; nothing where they are left out. The api holds the list to it. */
  readonly anyway: { readonly anyway?: string };
  readonly ready: boolean;
}

/** Who of a programme's recipients is left out of a list, may only stand on it with a reason, or is named beside it (PLK-6). */
export function usePrintConcerns(programme: string): PrintConcerns {
  const t = useText();
  const check = useCall('programme.printCheck', { programme, lang: useLanguage() });
  const [through, setThrough] = useState(false);
  const [reason, setReason] = useState('');
  const of = (level: Concern['level']): Concern[] => (check.data ?? []).filter((one) => one.level === level);
  const [excluded, blocked, warned] = [of('excluded'), of('blocked'), of('warned')];
  const given = through && blocked.length > 0;
  return {
    anyway: given && reason.trim() !== '' ? { anyway: reason.trim() } : {},
    ready: check.data !== undefined && (!given || reason.trim() !== ''),
    shown: (
      <>
        {check.error && <ErrorNotice error={check.error} retry={() => void check.refetch()} />}
        {check.data?.length === 0 && <p><Mark severity="done">{t('enrolment.printClear')}</Mark></p>}
        <Concerns severity="block" title={t('enrolment.printExcluded', { n: excluded.length })} list={excluded} />
        <Concerns severity="block" title={t('enrolment.printBlocked', { n: blocked.length })} list={blocked} />
        {blocked.length > 0 && <Checkbox label={t('enrolment.printAnyway')} checked={through} onChange={(event) => setThrough(event.currentTarget.checked)} />}
        {given && <TextInput required label={t('enrolment.printAnywayWhy')} value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />}
        <Concerns severity="warn" title={t('enrolment.printWarned', { n: warned.length })} list={warned} />
      </>
    ),
  };
}

const named = 6;

function Concerns({ severity, title, list }: { severity: 'block' | 'warn'; title: string; list: readonly Concern[] }): ReactNode {
  const t = useText();
  if (list.length === 0) return null;
  return (
    <div>
      <Mark severity={severity}>{title}</Mark>
      <ul>{list.slice(0, named).map((one) => <li key={one.enrolment}>{one.name}: {one.why}</li>)}{list.length > named && <li>{t('enrolment.againstMore', { n: list.length - named })}</li>}</ul>
    </div>
  );
}
