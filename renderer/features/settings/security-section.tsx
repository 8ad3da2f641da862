import { Button, Checkbox, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { guardedActs, LOCK_MINUTES } from '../../../db/rules/two-person.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { EscrowPanel } from './escrow-panel.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';

type Security = CallOutput<'security.get'>;

/** How the office is guarded: keys, the recovery code, two people, and when it locks by itself. */
export function SecuritySection(): ReactNode {
  const t = useText();
  const mayManage = useMay('user.manage');
  const security = useCall('security.get', {});
  const [asked, setAsked] = useState<'recovery' | 'rekey' | null>(null);
  return (
    <Page title={t('security.title')} hint={t('security.hint')}>
      <div className={css.narrow}>
        {security.error && <ErrorNotice error={security.error} />}
        {security.data && (
          <>
            {mayManage && <Keys security={security.data} onAsk={setAsked} />}
            <EscrowPanel two={security.data.twoPerson.includes('keys')} />
            {mayManage && <Rules key={JSON.stringify(security.data.twoPerson)} security={security.data} onSaved={() => void security.refetch()} />}
          </>
        )}
      </div>
      {asked && security.data && <KeyDialog what={asked} two={security.data.twoPerson.includes('keys')} onClose={() => { setAsked(null); void security.refetch(); }} />}
    </Page>
  );
}

function Keys({ security, onAsk }: { security: Security; onAsk: (what: 'recovery' | 'rekey') => void }): ReactNode {
  const t = useText();
  const left = security.leftSince.map(({ name }) => name).join(', ');
  return (
    <Panel>
      <div className={css.stack}>
        <h2>{t('security.keys')}</h2>
        {left !== '' && <Notice severity="warn" title={t('security.left', { names: left })}>{t('security.leftHint')}</Notice>}
        <div className={css.full}>
          <Fields>
            <FieldRow label={t('security.recoverySince')}>{security.recoverySince === null ? t('security.sinceFirst') : formatMoment(security.recoverySince)}</FieldRow>
            <FieldRow label={t('security.rekeyedOn')}>{security.rekeyedOn === null ? t('security.sinceFirst') : formatMoment(security.rekeyedOn)}</FieldRow>
          </Fields>
        </div>
        <Group gap="xs">
          <Button variant={left === '' ? 'default' : 'filled'} onClick={() => onAsk('rekey')}>{t('security.rekey')} …</Button>
          <Button variant="default" onClick={() => onAsk('recovery')}>{t('security.recovery')} …</Button>
        </Group>
      </div>
    </Panel>
  );
}

function Rules({ security, onSaved }: { security: Security; onSaved: () => void }): ReactNode {
  const t = useText();
  const set = useAction('security.set');
  const [acts, setActs] = useState<readonly string[]>(security.twoPerson);
  const [minutes, setMinutes] = useState(security.lockMinutes);
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const taken = security.twoPerson.some((act) => !acts.includes(act));
  const chosen = guardedActs.filter((act) => acts.includes(act));
  const save = (): void => set.mutate({ twoPerson: chosen, lockMinutes: minutes, ...secondOf(second) }, { onSuccess: () => { say({ text: t('security.saved') }); onSaved(); } });
  return (
    <Panel>
      <div className={css.stack}>
        <h2>{t('security.rules')}</h2>
        <NumberInput label={t('security.lockMinutes')} value={minutes} min={LOCK_MINUTES.least} max={LOCK_MINUTES.most} allowDecimal={false} clampBehavior="strict" onChange={(value) => { if (typeof value === 'number') setMinutes(value); }} />
        <Checkbox.Group label={t('security.twoPerson')} description={security.seconds.length === 0 ? t('security.noSeconds') : t('security.twoPersonHint', { names: security.seconds.map(({ displayName }) => displayName).join(', ') })} value={[...acts]} onChange={setActs}>
          <div className={css.choices}>{guardedActs.map((act) => <Checkbox key={act} value={act} label={t(`security.act_${act}`)} disabled={security.seconds.length === 0 && !acts.includes(act)} />)}</div>
        </Checkbox.Group>
        {taken && <SecondFields second={second} onChange={setSecond} />}
        {set.error && <ErrorNotice error={set.error} />}
        <Button loading={set.isPending} onClick={save}>{t('settings.save')}</Button>
      </div>
    </Panel>
  );
}
