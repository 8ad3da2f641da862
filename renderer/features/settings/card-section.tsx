import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows, useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { focusHome } from '../../ui/focus-home.ts';
import { baseName } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { FingerprintWords } from '../../ui/fingerprint-words.tsx';
import { RenewCardDialog } from './renew-card-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RevokedCards } from './revoked-cards.tsx';
import css from './settings.module.css';
import { TrustDialog } from './trust-dialog.tsx';
import type { ReadCard } from './trust-dialog.tsx';

type Neighbour = CallOutput<'neighbour.list'>[number];
const cardExtensions = ['tepatcard', 'json'];

/** This office's card with its fingerprint, and the cards of others. */
export function CardSection(): ReactNode {
  const t = useText();
  const mayTrust = useMay('card.trust');
  const [read, setRead] = useState<ReadCard | null>(null);
  const [error, setError] = useState<unknown>(null);
  const neighbours = useCall('neighbour.list', {});
  const trusted = { ...neighbours, data: neighbours.data?.filter((neighbour) => neighbour.trusted) };
  const readOther = async (): Promise<void> => {
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('settings.cardRead'), extensions: cardExtensions }))?.[0];
    if (path === undefined) return;
    await show({ path });
  };
  const show = async (source: ReadCard['source']): Promise<void> => {
    setError(null);
    const card = await callApi('card.read', source);
    const pcs = (trusted.data ?? []).flatMap((one) => (one.code === card.code ? one.pcs : []));
    setRead({ source, card, isSecond: pcs.some((pc) => pc.deviceId !== card.deviceId), isUnchecked: pcs.some((pc) => pc.deviceId === card.deviceId && !pc.checked) });
  };
  const compare = ({ pcs }: Neighbour): void => void show({ deviceId: pcs.find((pc) => !pc.checked)?.deviceId }).catch(setError);
  // The row whose button had the keyboard goes once its card is revoked.
  useEffect(() => focusHome(), [neighbours.data]);
  const [revoking, setRevoking] = useState<Neighbour | null>(null);
  const isAtWork = (code: string): boolean => trusted.data?.some((one) => one.code === code && one.relation === 'below') ?? false;
  const lacksOwn = (code: string): boolean => trusted.data?.some((one) => one.code === code && one.problems.some((problem) => problem.code === 'THEY_LACK_OWN')) ?? false;
  const readButton = <Button data-home-focus variant="default" onClick={() => void readOther().catch(setError)}>{t('settings.cardRead')}</Button>;
  return (
    <Page title={t('settings.card')}>
      <div className={css.wide}>
        <MyCard />
        <section className={css.part}>
          <h2>{t('settings.cardOtherTitle')}</h2>
          <p className={css.muted}>{t('settings.cardOtherHint')}</p>
          {mayTrust && <div>{readButton}</div>}
          {error !== null && <ErrorNotice error={error} />}
          <DataTable
            label={t('settings.neighbours')} columns={columns(t, mayTrust ? { revoke: setRevoking, compare } : null)} pages={allRows(trusted)} rowKey={(neighbour) => neighbour.code}
            empty={<EmptyState title={t('settings.neighbourNone')}>{t('settings.neighbourNoneHint')}</EmptyState>}
          />
        </section>
        <RevokedCards isAtWork={isAtWork} lacksOwn={lacksOwn} />
      </div>
      {revoking && <RevokeDialog neighbour={revoking} onClose={() => setRevoking(null)} />}
      {read && <TrustDialog read={read} onClose={() => setRead(null)} />}
    </Page>
  );
}

function MyCard(): ReactNode {
  const t = useText();
  const mine = useCall('card.mine', {});
  const write = useAction('card.export');
  const mayRenew = useMay('card.trust');
  const [renewing, setRenewing] = useState(false);
  const [chooseError, setChooseError] = useState<unknown>(null);
  const save = async (code: string): Promise<void> => {
    setChooseError(null);
    const path = await callShell('shell.saveFile', { title: t('settings.cardExport'), name: `${code}.tepatcard`, extensions: ['tepatcard'] });
    if (path !== null) write.mutate({ path }, { onSuccess: ({ file }) => say({ text: t('settings.cardExported', { file: baseName(file) }) }) });
  };
  const error = mine.error ?? write.error ?? chooseError;
  return (
    <Panel>
      <div className={css.stack}>
        <h2>{t('settings.cardMineTitle')}</h2>
        <p>{t('settings.cardMineHint')}</p>
        {error !== null && <ErrorNotice error={error} />}
        {mine.data && (
          <>
            <div className={css.full}>
              <Fields>
                <FieldRow label={t('settings.cardOffice')}>{officeTitle(mine.data.level, mine.data.name, t)}</FieldRow>
                <FieldRow label={t('settings.cardCode')}>{mine.data.code}</FieldRow>
                <FieldRow label={t('settings.cardFingerprint')}><FingerprintWords fingerprint={mine.data.fingerprint} /></FieldRow>
              </Fields>
            </div>
            <Group gap="xs">
              <Button loading={write.isPending} onClick={() => void save(mine.data.code).catch(setChooseError)}>{t('settings.cardExport')}</Button>
              {mayRenew && <Button variant="default" onClick={() => setRenewing(true)}>{t('settings.cardRenew')} …</Button>}
            </Group>
          </>
        )}
      </div>
      {renewing && <RenewCardDialog onClose={() => setRenewing(false)} />}
    </Panel>
  );
}

/** How many PCs of an office are trusted on the word of another of it; null where none is. */
function vouchedWords({ pcs }: Neighbour, t: Translate): string | null {
  const n = pcs.filter((pc) => pc.vouchedBy !== null).length;
  return n === 0 ? null : t('settings.pcsVouched', { n });
}

/** What may be done with the cards of an office. */
interface CardActs { readonly revoke: (neighbour: Neighbour) => void; readonly compare: (neighbour: Neighbour) => void }

function columns(t: Translate, acts: CardActs | null): Column<Neighbour>[] {
  return [
    { key: 'name', header: t('settings.neighbourOffice'), width: 'minmax(110px, 2fr)', render: (neighbour) => [officeTitle(neighbour.level, neighbour.name, t), neighbour.pcs.length > 1 ? t('settings.pcs', { n: neighbour.pcs.length }) : null].filter(Boolean).join(' · ') },
    { key: 'code', header: t('settings.cardCode'), width: 'minmax(124px, 1fr)', render: (neighbour) => neighbour.code },
    { key: 'relation', header: t('settings.neighbourRelation'), width: '92px', render: (neighbour) => t(`settings.relation_${neighbour.relation}`) },
    { key: 'checked', header: t('settings.neighbourChecked'), width: 'minmax(160px, 1fr)', render: (neighbour) => <Mark severity={neighbour.checked ? 'done' : 'warn'}>{[t(neighbour.checked ? 'settings.checkedYes' : 'settings.checkedNo'), vouchedWords(neighbour, t)].filter(Boolean).join(' · ')}</Mark> },
    ...(acts ? [{ key: 'revoke', header: t('settings.colNext'), width: '252px', render: (neighbour: Neighbour) => <CardButtons neighbour={neighbour} acts={acts} /> }] : []),
  ];
}

function CardButtons({ neighbour, acts }: { neighbour: Neighbour; acts: CardActs }): ReactNode {
  const t = useText();
  const { name, checked } = neighbour;
  return (
    <>
      {!checked && <Button size="compact-sm" variant="subtle" aria-label={`${t('settings.cardCheck')}: ${name}`} onClick={() => acts.compare(neighbour)}>{t('settings.cardCheck')} …</Button>}
      <Button size="compact-sm" variant="subtle" aria-label={`${t('settings.cardRevoke')}: ${name}`} onClick={() => acts.revoke(neighbour)}>{t('settings.cardRevoke')} …</Button>
    </>
  );
}
