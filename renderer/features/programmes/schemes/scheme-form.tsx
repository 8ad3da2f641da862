import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { belongs } from '../../../../db/rules/schemes/scheme.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { askToLeave } from '../../../ui/dialog.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';
import { emptyScheme, schemeContent, schemeProgramme, withItem } from './scheme-draft.ts';
import type { SchemeDraft } from './scheme-draft.ts';
import { SchemeItemField } from './scheme-item-field.tsx';

type Scheme = CallOutput<'scheme.list'>[number];

/** A new scheme. */
export function NewScheme(): ReactNode {
  return <SchemeForm scheme={null} />;
}

/** A stored scheme: changing it makes its next version. */
export function EditScheme({ id }: { id: string }): ReactNode {
  const t = useText();
  const schemes = useCall('scheme.list', {});
  const scheme = schemes.data?.find((one) => one.uid === id);
  if (scheme) return <SchemeForm key={`${id} ${scheme.version}`} scheme={scheme} />;
  return <MissingPage title={t('schemes.edit')} id={id} asked={schemes} missing={schemes.data !== undefined} back="/program/skema" />;
}

function SchemeForm({ scheme }: { scheme: Scheme | null }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const catalogue = useCall('programme.list', {});
  const maySet = useMay('setting.write');
  const save = useAction('scheme.save');
  const [start] = useState<SchemeDraft>(() => (scheme === null ? emptyScheme : { title: scheme.title, source: scheme.source, note: scheme.content.note, items: scheme.content.items }));
  const [draft, setDraft] = useState(start);
  const [stopping, setStopping] = useState(false);
  const set = (part: Partial<SchemeDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const programmes = (catalogue.data ?? []).map(schemeProgramme);
  const unmapped = programmes.filter((one) => !draft.items.some((item) => belongs(item, one)));
  const content = schemeContent(draft);
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const leave = (): void => {
    if (!dirty) go('/program/skema');
    else void askToLeave(t).then((yes) => { if (yes) go('/program/skema'); });
  };
  const store = (): void => {
    if (!maySet || !dirty || content === null || save.isPending) return;
    save.mutate({ ...(scheme !== null && { id: scheme.uid }), title: draft.title.trim(), source: draft.source.trim(), content }, {
      onSuccess: ({ version }) => { say({ text: t('schemes.saved', { name: draft.title.trim(), version }) }); go('/program/skema'); },
    });
  };
  useKeys([{ key: 'Ctrl+S', label: t('schemes.save'), run: store }, { key: 'Escape', label: t('schemes.cancel'), run: leave }]);
  const swap = (at: number): void => set({ items: draft.items.map((item, place) => (place === at - 1 ? draft.items[at] : place === at ? draft.items[at - 1] : item) ?? item) });
  return (
    <Page
      title={scheme === null ? t('schemes.fresh') : t('schemes.edit')} hint={scheme === null ? undefined : t('schemes.version', { version: scheme.version })}
      actions={
        <>
          <Button variant="default" onClick={leave}>{t('schemes.cancel')}</Button>
          {maySet && scheme !== null && <Button variant="default" onClick={() => setStopping(true)}>{t(scheme.ended === null ? 'schemes.stop' : 'schemes.resume')} …</Button>}
          {maySet && <Button disabled={!dirty || content === null} loading={save.isPending} onClick={store}>{t('schemes.save')}</Button>}
        </>
      }
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.schemeForm} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel>
          <h2>{t('schemes.about')}</h2>
          <div className={css.fields}>
            <TextInput data-autofocus label={t('schemes.name')} required value={draft.title} maxLength={200} disabled={!maySet} autoComplete="off" onChange={(event) => set({ title: event.currentTarget.value })} />
            <TextInput label={t('schemes.source')} description={t('schemes.sourceHint')} value={draft.source} maxLength={500} disabled={!maySet} autoComplete="off" onChange={(event) => set({ source: event.currentTarget.value })} />
            <Textarea label={t('schemes.note')} value={draft.note} maxLength={1000} autosize minRows={2} disabled={!maySet} onChange={(event) => set({ note: event.currentTarget.value })} />
            <div>
              <h3>{t('schemes.unmapped', { n: unmapped.length })}</h3>
              {unmapped.length > 0 && <p className={css.holds}>{unmapped.map((one) => one.name).join(', ')}</p>}
            </div>
          </div>
        </Panel>
        <Panel>
          <h2>{t('schemes.items')}</h2>
          <div className={css.fields}>
            {draft.items.map((item, at) => (
              <SchemeItemField
                key={item.key} item={item} number={at + 1} programmes={programmes} disabled={!maySet} onChange={(next) => set({ items: draft.items.map((old) => (old.key === item.key ? next : old)) })}
                onRemove={() => set({ items: draft.items.filter((old) => old.key !== item.key) })} onUp={at === 0 ? null : () => swap(at)}
              />
            ))}
            {maySet && <div><Button variant="default" onClick={() => setDraft(withItem)}>{t('schemes.itemAdd')}</Button></div>}
          </div>
        </Panel>
        <button type="submit" hidden />
      </form>
      {stopping && scheme !== null && (
        <ReasonDialog
          title={scheme.ended === null ? t('schemes.stopTitle', { name: scheme.title }) : `${t('schemes.resume')}: ${scheme.title}`} action={t(scheme.ended === null ? 'schemes.stop' : 'schemes.resume')} onClose={() => setStopping(false)}
          onDo={async (reason) => {
            await save.mutateAsync({ id: scheme.uid, title: scheme.title, source: scheme.source, content: scheme.content, ended: scheme.ended === null, reason });
            go('/program/skema');
          }}
        >
          <p>{t('schemes.stopHint')}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}
