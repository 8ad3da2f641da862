import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FindingCode } from '../../../db/rules/checks/finding.ts';
import { findingText } from '../../../db/rules/text.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { callApi, isCallError } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CompareTable } from './compare-table.tsx';
import { DecideBar } from './decide-bar.tsx';
import { PanelHead } from './panel-head.tsx';
import { familyPath } from './family-path.ts';
import type { Proposal } from './work-items.ts';
import css from './worklist.module.css';

type Pick = 'accept' | 'reject' | 'withdraw';

/** A NIK or No KK waits for a second person, another office proposes values for a record of this one, or this office proposed them to another: what it saw, what stands, what it wants. */
export function ProposalPanel({ proposal, onDone }: { proposal: Proposal; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const incoming = proposal.direction === 'in';
  const { user } = useSession();
  const waits = incoming && proposal.ours;
  const mayConfirm = useMay('second.confirm');
  const mayVerify = useMay('register.verify');
  const mayAnswer = waits ? mayConfirm && user.name !== proposal.by : mayVerify;
  const mayWithdraw = useMay('register.write');
  const [chosen, setChosen] = useState<Pick | null>(null);
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const open = proposal.state === 'open' && (incoming ? mayAnswer : mayWithdraw);
  const decide = async (reason: string): Promise<void> => {
    if (chosen === 'withdraw') await callApi('proposal.withdraw', { id: proposal.id, reason });
    else if (chosen !== null) await callApi('proposal.decide', { id: proposal.id, verdict: chosen, reason, acknowledged: accepted.map((code) => ({ code, reason })) });
    const words = waits ? (chosen === 'accept' ? 'worklist.heldAccepted' : 'worklist.heldRejected') : chosen === 'accept' ? 'worklist.proposalAccepted' : chosen === 'reject' ? 'worklist.proposalRejected' : 'worklist.proposalWithdrawn';
    onDone(t(words, { office: proposal.officeName, name: proposal.name ?? '' }));
  };
  return (
    <section className={css.panel} aria-label={t('worklist.panelProposal')}>
      {open && (
        <DecideBar<Pick>
          choices={incoming ? [{ id: 'accept', label: t('worklist.accept') }, { id: 'reject', label: t('worklist.reject') }] : [{ id: 'withdraw', label: t('worklist.withdraw') }]}
          chosen={chosen} onChoose={setChosen} onDecide={decide}
          onRefused={(error) => isCallError(error) && error.code === 'WARNINGS_OPEN' ? <Warnings found={foundIn(error.params)} onAccept={setAccepted} accepted={accepted} /> : null}
        />
      )}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={proposal.name} href={familyPath(proposal.entity === 'family' ? proposal.record : null)} mark={<ProposalMark proposal={proposal} />}>
          {waits ? t('worklist.heldFrom', { by: proposal.by, on: formatDate(proposal.on) }) : incoming ? t('worklist.proposalFrom', { office: proposal.officeName, by: proposal.by, on: formatDate(proposal.on) }) : t('worklist.proposalOurs', { by: proposal.by, on: formatDate(proposal.on) })}
        </PanelHead>
        {waits && !mayAnswer && proposal.state === 'open' && <Notice severity="info" title={t('worklist.heldSelf')} />}
        <Notice severity="info" title={t('worklist.theirReason')}>{proposal.reason}</Notice>
        <CompareTable
          label={t('worklist.bothSides')} entity={proposal.entity} loud={['proposed']} picked={chosen === 'accept' ? 'proposed' : chosen === 'reject' ? 'now' : null}
          sides={[
            { key: 'before', title: t('worklist.sideBefore') }, { key: 'now', title: t('worklist.sideNow') },
            { key: 'proposed', title: t('worklist.sideProposed'), office: proposal.officeName, by: proposal.by },
          ]}
          rows={proposal.fields.map((each) => ({ field: each.field, label: each.label, values: [each.before, each.now, each.proposed] }))}
        />
        {proposal.answer && <Notice severity={proposal.state === 'accepted' ? 'done' : 'warn'} title={t('worklist.answered', { by: proposal.answer.by, on: formatDate(proposal.answer.on) })}>{proposal.answer.reason}</Notice>}
      </div>
    </section>
  );
}

function ProposalMark({ proposal }: { proposal: Proposal }): ReactNode {
  const t = useText();
  const severity = { open: 'warn', accepted: 'done', rejected: 'block', withdrawn: 'info' } as const;
  return <Mark severity={severity[proposal.state]}>{t(`worklist.state_${proposal.state}`)}</Mark>;
}

interface Found {
  readonly code: FindingCode;
  readonly params: Readonly<Record<string, string | number>>;
}

function foundIn(params: Readonly<Record<string, unknown>>): readonly Found[] {
  return JSON.parse(String(params['findings'] ?? '[]')) as Found[];
}

/** The proposed values bring warnings, as a form would: accepting them all the same is said once more. */
function Warnings({ found, accepted, onAccept }: { found: readonly Found[]; accepted: readonly string[]; onAccept: (codes: readonly string[]) => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const codes = found.map((each) => each.code);
  const done = codes.every((code) => accepted.includes(code));
  return (
    <Notice severity="warn" title={t('worklist.warnsTitle')} actions={done ? undefined : <Button autoFocus variant="default" onClick={() => onAccept([...new Set([...accepted, ...codes])])}>{t('worklist.warnsAccept')}</Button>}>
      {found.map((each) => <p key={JSON.stringify(each)}>{findingText(lang, each)}</p>)}
      <p>{t(done ? 'worklist.warnsAccepted' : 'worklist.warnsHint')}</p>
    </Notice>
  );
}
