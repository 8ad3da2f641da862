import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { askConfirm, Dialog } from '../../ui/dialog.tsx';
import { baseName, formatMoment } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './mapping.module.css';
import type { Preview } from './recognised-step.tsx';
import { useChange } from './use-change.ts';

/** The mapping as a whole: which saved one was used, save this one under a name, choose, hand on or remove others. */
export function MappingBar({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const mayRun = useMay('import.run');
  const [open, setOpen] = useState<'save' | 'list' | null>(null);
  useKeys([{ key: 'Ctrl+S', label: t('imports.mappingSave'), run: () => setOpen('save') }], { active: mayRun });
  if (!mayRun) return null;
  return (
    <div className={css.bar}>
      {preview.mapping !== null && <span>{t('imports.mappingUsed', { name: preview.mapping })}</span>}
      <Button variant="default" onClick={() => setOpen('save')}>{t('imports.mappingSave')} …</Button>
      <Button variant="default" onClick={() => setOpen('list')}>{t('imports.mappings')} …</Button>
      {open === 'save' && <SaveMapping preview={preview} onClose={() => setOpen(null)} />}
      {open === 'list' && <SavedMappings preview={preview} onClose={() => setOpen(null)} />}
    </div>
  );
}

function SaveMapping({ preview, onClose }: { preview: Preview; onClose: () => void }): ReactNode {
  const t = useText();
  const [name, setName] = useState(preview.mapping ?? preview.file.replace(/\.\w+$/, '').replaceAll(/[_\d]+/g, ' ').trim());
  const { run, busy, error } = useChange('import.saveMapping', preview);
  const save = (): void => { if (name.trim() !== '') run({ staging: preview.staging, name: name.trim() }, () => { say({ text: t('imports.mappingSaved', { name: name.trim() }) }); onClose(); }); };
  return (
    <Dialog
      title={t('imports.mappingSave')} onClose={onClose} keys={[{ key: 'Enter', run: save, whileTyping: true }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={name.trim() === ''} loading={busy} onClick={save}>{t('imports.mappingKeep')}</Button></>}
    >
      <p>{t('imports.mappingSaveHint')}</p>
      <TextInput data-autofocus required label={t('imports.mappingName')} value={name} maxLength={80} onFocus={(event) => event.currentTarget.select()} onChange={(event) => setName(event.currentTarget.value)} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function SavedMappings({ preview, onClose }: { preview: Preview; onClose: () => void }): ReactNode {
  const t = useText();
  const list = useCall('import.mappings', {});
  const remove = useAction('import.removeMapping');
  const use = useChange('import.useMapping', preview);
  const [error, setError] = useState<unknown>(null);
  const attempt = (work: () => Promise<void>): void => { setError(null); void work().catch(setError); };
  const drop = (name: string): void => attempt(async () => {
    if (await askConfirm({ title: t('imports.mappingRemoveTitle', { name }), body: t('imports.mappingRemoveBody'), confirm: t('imports.mappingRemove'), danger: true })) await remove.mutateAsync({ name }).then(() => list.refetch());
  });
  const hand = (name: string): void => attempt(async () => {
    const path = await callShell('shell.saveFile', { title: t('imports.mappingExport'), name: `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.json`, extensions: ['json'] });
    if (path !== null) await callApi('import.exportMapping', { name, path }).then((done) => say({ text: t('imports.mappingExported', { file: baseName(done.path) }) }));
  });
  const take = (): void => attempt(async () => {
    const path = (await callShell('shell.openFile', { title: t('imports.mappingImport'), extensions: ['json'] }))?.[0];
    if (path !== undefined) await callApi('import.importMapping', { path }).then(() => list.refetch());
  });
  const problem = error ?? use.error ?? list.error;
  return (
    <Dialog title={t('imports.mappings')} size="lg" onClose={onClose} actions={<><Button variant="default" onClick={take}>{t('imports.mappingImport')} …</Button><Button data-autofocus variant="default" onClick={onClose}>{t('kit.close')}</Button></>}>
      <p className={css.quiet}>{t('imports.mappingsHint')}</p>
      {list.data?.length === 0 && <p>{t('imports.mappingNone')}</p>}
      <ul className={css.mappings}>
        {list.data?.map((line) => (
          <li key={line.name}>
            <span><strong>{line.name}</strong><span className={css.quiet}>{t('imports.mappingLine', { n: line.columns, at: formatMoment(line.savedAt), by: line.savedBy })}</span></span>
            <Button size="xs" disabled={use.busy} aria-label={`${t('imports.mappingUse')}: ${line.name}`} onClick={() => use.run({ staging: preview.staging, name: line.name }, onClose)}>{t('imports.mappingUse')}</Button>
            <Button size="xs" variant="default" aria-label={`${t('imports.mappingExport')}: ${line.name}`} onClick={() => hand(line.name)}>{t('imports.mappingExport')} …</Button>
            <Button size="xs" variant="subtle" aria-label={`${t('imports.mappingRemove')}: ${line.name}`} onClick={() => drop(line.name)}>{t('imports.mappingRemove')}</Button>
          </li>
        ))}
      </ul>
      {problem !== null && <ErrorNotice error={problem} />}
    </Dialog>
  );
}
