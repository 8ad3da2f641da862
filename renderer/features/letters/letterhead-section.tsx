import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { letterKinds } from '../../../db/rules/letters/kinds.ts';
import { letterNumber, usualPattern } from '../../../db/rules/letters/number.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import css from './letters.module.css';

type Settings = CallOutput<'letter.settings'>['settings'];
const numbered = ['sktm', 'terdaftar', 'tidak-terdaftar', 'sptjm', 'surat-pengantar', 'bast'] as const;

/** What every letter of this office is headed, signed and numbered with. */
export function LetterheadSection(): ReactNode {
  const t = useText();
  const stored = useCall('letter.settings', {});
  const info = useCall('office.info', {});
  return (
    <Page title={t('letters.settings')} hint={t('letters.settingsHint')}>
      {stored.error && <ErrorNotice error={stored.error} retry={() => void stored.refetch()} />}
      {stored.data && info.data && <LetterheadForm start={stored.data.settings} usual={stored.data.usualOffices} pc={stored.data.pc} today={info.data.today} />}
    </Page>
  );
}

function LetterheadForm({ start, usual, pc, today }: { start: Settings; usual: readonly string[]; pc: CallOutput<'letter.settings'>['pc']; today: string }): ReactNode {
  const t = useText();
  const save = useAction('letter.settings.save');
  const mayWrite = useMay('setting.write');
  const [settings, setSettings] = useState(start);
  const [error, setError] = useState<unknown>(null);
  const change = (more: Partial<Settings>): void => setSettings({ ...settings, ...more });
  const year = Number(today.slice(0, 4));
  const field = (label: string, value: string, set: (value: string) => void, hint?: string): ReactNode => <TextInput label={label} {...(hint !== undefined && { description: hint })} value={value} disabled={!mayWrite} maxLength={100} onChange={(event) => set(event.currentTarget.value)} />;
  const person = (key: 'head' | 'deputy', name: string, title: string): ReactNode => {
    const set = (part: keyof Settings['head']) => (value: string): void => change({ [key]: { ...settings[key], [part]: value } });
    return <>{field(name, settings[key].name, set('name'))}{field(title, settings[key].title, set('title'))}{field(t('letters.rank'), settings[key].rank, set('rank'))}{field(t('letters.nip'), settings[key].nip, set('nip'))}</>;
  };
  const chooseLogo = async (): Promise<void> => {
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('letters.logoChoose'), extensions: ['png', 'jpg', 'jpeg'] }))?.[0];
    if (path !== undefined) change({ logo: (await callApi('letter.logo', { path })).logo });
  };
  const store = async (): Promise<void> => {
    setError(null);
    const lines = (text: readonly string[]): string[] => text.map((one) => one.trim()).filter((one) => one !== '');
    await save.mutateAsync({ ...settings, offices: lines(settings.offices), lines: lines(settings.lines) });
    say({ text: t('letters.saved') });
  };
  const mark = pc === null ? '' : (settings.marks[pc.since] ?? pc.usual);
  const sample = letterNumber(settings.pattern || usualPattern, { code: settings.codes.sktm ?? letterKinds.sktm.code, sequence: (settings.begun.sktm?.year === year ? settings.begun.sktm.last : 0) + 1, mark, office: settings.short || 'Kel', date: today });
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); void store().catch(setError); }}>
      <h2 className={css.part}>{t('letters.headPart')}</h2>
      <Textarea autosize minRows={2} maxRows={4} label={t('letters.offices')} description={t('letters.officesHint', { usual: usual.join(' / ') })} disabled={!mayWrite} value={settings.offices.join('\n')} onChange={(event) => change({ offices: event.currentTarget.value.split('\n').slice(0, 4) })} />
      <Textarea autosize minRows={2} maxRows={4} label={t('letters.lines')} disabled={!mayWrite} value={settings.lines.join('\n')} onChange={(event) => change({ lines: event.currentTarget.value.split('\n').slice(0, 4) })} />
      <div className={css.logoLine}>
        {settings.logo === '' ? <span className={css.fields}>{t('letters.logoNone')}</span> : <img className={css.logo} alt={t('letters.logo')} src={`data:image/${settings.logo.startsWith('iVBOR') ? 'png' : 'jpeg'};base64,${settings.logo}`} />}
        <Button variant="default" disabled={!mayWrite} onClick={() => void chooseLogo().catch(setError)}>{t('letters.logoChoose')} …</Button>
        {settings.logo !== '' && <Button variant="subtle" disabled={!mayWrite} onClick={() => change({ logo: '' })}>{t('letters.logoRemove')}</Button>}
      </div>
      <h2 className={css.part}>{t('letters.signPart')}</h2>
      {field(t('letters.place'), settings.place, (place) => change({ place }))}
      <div className={css.pair}>{person('head', t('letters.headName'), t('letters.headTitle'))}{person('deputy', t('letters.deputyName'), t('letters.deputyTitle'))}</div>
      <h2 className={css.part}>{t('letters.numberPart')}</h2>
      <div className={css.pair}>
        {field(t('letters.short'), settings.short, (short) => change({ short }))}
        {field(t('letters.pattern'), settings.pattern || usualPattern, (pattern) => change({ pattern }), t('letters.patternHint', { sample }))}
        {pc && field(t('letters.pcMark'), mark, (text) => change({ marks: { ...settings.marks, [pc.since]: text.slice(0, 6) } }), t('letters.pcMarkHint'))}
        {numbered.flatMap((kind) => [
          <TextInput key={`${kind}-code`} label={t('letters.code', { kind: t(`letters.kind_${kind}`) })} disabled={!mayWrite} maxLength={40} value={settings.codes[kind] ?? letterKinds[kind].code} onChange={(event) => change({ codes: { ...settings.codes, [kind]: event.currentTarget.value } })} />,
          <TextInput key={`${kind}-begun`} inputMode="numeric" label={t('letters.begun', { kind: t(`letters.kind_${kind}`), year: String(year) })} disabled={!mayWrite} maxLength={6} value={settings.begun[kind]?.year === year ? String(settings.begun[kind].last) : ''} onChange={(event) => change({ begun: { ...settings.begun, [kind]: { year, last: Number(event.currentTarget.value.replace(/\D/g, '')) } } })} />,
        ])}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {mayWrite && <div><Button type="submit" loading={save.isPending}>{t('letters.save')}</Button></div>}
    </form>
  );
}
