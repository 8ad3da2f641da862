import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { isCallError } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import css from './settings.module.css';

/** The name under which the check tells how far it is. */
const job = 'verify';

/** Checks the database, the chain and the imports, and says what was found. */
export function VerifySection(): ReactNode {
  const t = useText();
  const verify = useAction('verify');
  return (
    <Page title={t('settings.verify')} hint={t('settings.verifyHint')}>
      <div className={css.wide}>
        <div><Button autoFocus loading={verify.isPending} onClick={() => verify.mutate({ job })}>{t('settings.verifyNow')}</Button></div>
        {verify.isPending && <Progress job={job} label={t('settings.verifyWorking')} />}
        {verify.error && isCallError(verify.error) && verify.error.code === 'CANCELLED' ? <Notice severity="info" title={t('settings.verifyStopped')} /> : verify.error && <ErrorNotice error={verify.error} />}
        {verify.data && <VerifyResult result={verify.data} />}
      </div>
    </Page>
  );
}

function VerifyResult({ result }: { result: CallOutput<'verify'> }): ReactNode {
  const t = useText();
  const { counts } = result;
  return (
    <>
      {result.ok ? (
        <Notice severity="done" title={t('settings.verifyOk', { changes: result.changes })} />
      ) : (
        <Notice severity="block" title={t('settings.verifyBad', { n: result.problems.length })}>
          <p>{t('settings.verifyBadHint')}</p>
          <ul>{result.problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
        </Notice>
      )}
      <Panel>
        <Fields>
          <FieldRow label={t('settings.verifyFamilies')}>{t('settings.verifyOf', { active: counts.activeFamilies, all: counts.families })}</FieldRow>
          <FieldRow label={t('settings.verifyPeople')}>{t('settings.verifyOf', { active: counts.activePeople, all: counts.people })}</FieldRow>
          <FieldRow label={t('settings.verifyProgrammes')}>{formatNumber(counts.programmes)}</FieldRow>
          <FieldRow label={t('settings.verifyEnrolments')}>{formatNumber(counts.enrolments)}</FieldRow>
          <FieldRow label={t('settings.verifyRankings')}>{formatNumber(counts.rankings)}</FieldRow>
          <FieldRow label={t('settings.verifyDrafts')}>{formatNumber(counts.drafts)}</FieldRow>
          <FieldRow label={t('settings.verifyHead')}><code>{result.auditHead.slice(0, 16)}</code></FieldRow>
        </Fields>
      </Panel>
    </>
  );
}
