import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { CallInput, CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import { AidAnswer } from './aid-answer.tsx';
import { AidForm } from './aid-form.tsx';
import { AidPetitions } from './aid-petitions.tsx';
import { TellDialog } from '../petitions/index.ts';
import { AidSheet, StrangerSheet } from './aid-sheet.tsx';
import css from './aid.module.css';

/** `/keluarga/bantuan/:person?`: what does this family receive? NIK or name, a purpose, one answer that prints. */
export function AidScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { person } = useParams<{ person?: string }>();
  const check = useAction('aid.check');
  const info = useCall('office.info', {});
  const [asked, setAsked] = useState<CallInput<'aid.check'> | null>(null);
  const [printing, setPrinting] = useState(false);
  const [telling, setTelling] = useState<CallOutput<'aid.check'>['petitions'][number] | null>(null);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const ask = (input: CallInput<'aid.check'>): void => {
    setAsked(input);
    check.mutate(input);
  };
  const answer = check.data;
  const family = answer?.family;
  const hasFamily = answer?.found === true && family !== undefined && family !== null;
  const stranger = answer !== undefined && !answer.found && answer.petitions.length > 0;
  const canPrint = hasFamily || stranger;
  // Usulan are taken down where the citizen lives, with whom the desk just looked up.
  const village = ['kelurahan', 'desa'].includes(useSession().office.level);
  const mayPropose = useMay('register.write') && village;
  const propose = (): void => go(answer?.found === true && answer.person !== null ? `/usulan/baru/${answer.person}` : '/usulan/baru');
  const toTell = mayPropose ? answer?.petitions.find((one) => one.toTell && !told.has(one.id)) : undefined;
  const petitions = answer && <AidPetitions rows={answer.petitions} told={told} {...(mayPropose && { onTell: setTelling })} />;
  useKeys([
    { key: 'Escape', label: t('aid.back'), run: () => window.history.back() },
    ...(canPrint ? [{ key: 'Ctrl+P', label: t('aid.print'), run: () => setPrinting(true) }] : []),
    ...(toTell ? [{ key: 'd', label: t('aid.petitionTell'), run: () => setTelling(toTell) }] : []),
    ...(answer && mayPropose ? [{ key: 'u', label: t('aid.petitionNew'), run: propose }] : []),
    ...(family ? [{ key: 'k', label: t('aid.toFamily'), run: () => go(`/keluarga/${family.id}`) }] : []),
  ]);
  return (
    <Page
      title={t('aid.title')} hint={t('aid.hint')}
      actions={<>{answer && mayPropose && <Button variant="default" onClick={propose}>{t('aid.petitionNew')}</Button>}{hasFamily && <Button variant="default" onClick={() => go(`/keluarga/${family.id}`)}>{t('aid.toFamily')}</Button>}{canPrint && <Button onClick={() => setPrinting(true)}>{t('aid.print')}</Button>}</>}
    >
      <div className={css.layout}>
        <AidForm person={person ?? null} busy={check.isPending} onAsk={ask} />
        {check.error && <ErrorNotice error={check.error} {...(asked ? { retry: () => check.mutate(asked) } : {})} />}
        {answer && !answer.found && !stranger && <Notice severity="warn" title={t('aid.notFound')}>{t('aid.notFoundDo')}</Notice>}
        {stranger && <Notice severity="info" title={t('aid.strangerAsked')}>{petitions}</Notice>}
        {answer?.found === true && family && <AidAnswer answer={answer} family={family} petitions={petitions} />}
      </div>
      {telling && answer && <TellDialog id={telling.id} number={telling.number} said={telling.said} today={info.data?.today ?? ''} onClose={() => setTelling(null)} onTold={() => setTold((old) => new Set([...old, telling.id]))} />}
      {printing && stranger && asked && (
        <PurposePrint title={t('aid.print')} purpose={asked.purpose} log={{ what: 'aidCheck', records: answer.petitions.map((one) => one.id), count: answer.petitions.length }} sheet={<StrangerSheet answer={answer} purpose={asked.purpose} />} onDone={() => setPrinting(false)} />
      )}
      {printing && hasFamily && asked && (
        <PurposePrint title={t('aid.print')} purpose={asked.purpose} log={{ what: 'aidCheck', records: [family.id], count: 1 }} sheet={<AidSheet answer={answer} family={family} purpose={asked.purpose} />} onDone={() => setPrinting(false)} />
      )}
    </Page>
  );
}
