import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldDef, FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { controlOf, FieldControl } from '../families/index.ts';
import { CompareTable } from './compare-table.tsx';
import { DecideBar } from './decide-bar.tsx';
import type { Choice } from './decide-bar.tsx';
import { PanelHead } from './panel-head.tsx';
import { familyPath } from './family-path.ts';
import type { Conflict } from './work-items.ts';
import css from './worklist.module.css';

type Pick = 'ours' | 'theirs' | 'own';

/** Two values of one field or group, both kept until the owner says which stands, or writes another. */
export function ConflictPanel({ conflict, onDone }: { conflict: Conflict; onDone: (message: string) => void }): ReactNode {
  const t = useText();
  const own = useRef<HTMLDivElement>(null);
  const mayDecide = useMay('register.verify') && conflict.decidable;
  const [chosen, setChosen] = useState<Pick | null>(null);
  const [typed, setTyped] = useState<FieldValues>({});
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const { entity } = conflict;
  // Everything that is decided together, as an address with its RT.
  const about = conflict.fields.map((each) => each.label).join(', ');
  const editable = entity === 'family' || entity === 'person';
  // What is masked, and which family a person belongs to, cannot be typed over here; it is mended on the family's page.
  const fields = editable ? conflict.fields.filter(({ field }) => isTyped(fieldDef(entity, field))) : [];
  const choices: Choice<Pick>[] = [
    { id: 'ours', label: t('worklist.takeOurs') }, { id: 'theirs', label: t('worklist.takeTheirs') },
    ...(fields.length > 0 ? [{ id: 'own' as const, label: t('worklist.takeOwn'), goTo: () => requestAnimationFrame(() => own.current?.querySelector('input')?.focus()) }] : []),
  ];
  const decide = async (reason: string): Promise<void> => {
    if (chosen === null) return;
    const values = chosen === 'own' ? { values: typed } : {};
    await callApi('conflict.decide', { id: conflict.id, take: chosen === 'theirs' ? 'theirs' : 'ours', ...values, reason });
    onDone(t('worklist.conflictDone', { field: about, name: conflict.name ?? '' }));
  };
  const change = (field: string, value: FieldValue | undefined): void => {
    setUnreadable(new Set([...unreadable].filter((each) => each !== field).concat(value === undefined ? [field] : [])));
    if (value !== undefined) setTyped({ ...typed, [field]: value });
  };
  const ownReady = Object.keys(typed).length > 0 && unreadable.size === 0;
  return (
    <section className={css.panel} aria-label={t('worklist.panelConflict')}>
      {mayDecide && <DecideBar choices={choices} chosen={chosen} onChoose={setChosen} onDecide={decide} ready={chosen !== 'own' || ownReady} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('worklist.details')}>
        <PanelHead name={conflict.name} href={familyPath(conflict.family)} mark={<Mark severity="warn">{t('worklist.kind_conflict')}</Mark>}>
          {t('worklist.conflictAbout', { field: about, at: formatMoment(conflict.at) })}
        </PanelHead>
        {!conflict.decidable && <Notice severity="info" title={t('worklist.ownerDecides', { owner: conflict.ownerName ?? '' })}>{t('worklist.ownerDecidesHint')}</Notice>}
        {conflict.mergedFrom !== null && <Notice severity="info" title={t('worklist.mergedFrom')}>{t('worklist.mergedFromHint')}</Notice>}
        <CompareTable
          label={t('worklist.bothSides')} entity={entity} loud={['ours', 'theirs']} picked={chosen}
          sides={[
            { key: 'ours', title: t('worklist.sideOurs'), office: conflict.ours.officeName, by: conflict.ours.by, at: conflict.ours.at },
            { key: 'theirs', title: t('worklist.sideTheirs'), office: conflict.theirs.office === conflict.ours.office ? t('worklist.otherPc', { office: conflict.theirs.officeName }) : conflict.theirs.officeName, by: conflict.theirs.by, at: conflict.theirs.at },
          ]}
          rows={conflict.fields.map((each) => ({ field: each.field, label: each.label, values: [each.ours, each.theirs] }))}
        />
        {chosen === 'own' && editable && (
          <div ref={own} className={css.own} role="group" aria-label={t('worklist.takeOwn')}>
            {fields.map(({ field, label }) => <OwnValue key={field} entity={entity} field={field} label={label} value={typed[field]} onChange={(value) => change(field, value)} />)}
          </div>
        )}
      </div>
    </section>
  );
}

function isTyped(def: FieldDef | undefined): boolean {
  return def !== undefined && !def.masked && def.kind !== 'ref';
}

interface OwnValueProps {
  readonly entity: 'family' | 'person';
  readonly field: string;
  readonly label: string;
  readonly value: FieldValue | undefined;
  readonly onChange: (value: FieldValue | undefined) => void;
}

function OwnValue({ entity, field, label, value, onChange }: OwnValueProps): ReactNode {
  const info = useCall('office.info', {});
  return (
    <div className={css.ownField}>
      <span>{label}</span>
      <FieldControl entity={entity} field={field} control={controlOf(entity, field)} label={label} value={value} start={null} today={info.data?.today ?? ''} busy={false} takesFocus={false} onChange={onChange} />
    </div>
  );
}
