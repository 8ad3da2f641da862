import { Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { visitResult } from '../../../db/rules/visits/visit.ts';
import type { VisitEffect } from '../../../db/rules/visits/visit.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import type { CallOutput } from '../../../db/api/contract.ts';
import { language, useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import css from './visits.module.css';

type Family = CallOutput<'family.get'>;

const maybe = z.string().nullable();

/** What was typed about a death, a move, or data that needs mending. */
export const effectDraft = z.object({ dead: maybe, diedOn: maybe, movers: z.array(z.string()), movedOn: maybe, destination: z.string(), values: z.record(z.string(), z.string()) });
type EffectDraft = z.infer<typeof effectDraft>;

export const noEffects: EffectDraft = { dead: null, diedOn: null, movers: [], movedOn: null, destination: '', values: {} };

/** What a visit may put right at the family itself; the rest is changed in the form. */
const mendable = ['address', 'rt', 'rw', 'landmark', 'respondentPhone', 'notes'] as const;

/** The effects that were typed, and whether the result has what it needs. */
export function effectsFrom(result: number | null, draft: EffectDraft, family: string): { effects: VisitEffect[]; ready: boolean } {
  if (result === visitResult.dead) {
    const ready = draft.dead !== null && draft.diedOn !== null;
    return { ready, effects: draft.dead !== null && draft.diedOn !== null ? [{ kind: 'death', person: draft.dead, date: draft.diedOn }] : [] };
  }
  if (result === visitResult.moved) {
    const destination = draft.destination.trim();
    const ready = draft.movedOn !== null && destination !== '';
    return { ready, effects: draft.movedOn !== null && destination !== '' ? [{ kind: 'move', people: [...draft.movers], date: draft.movedOn, destination }] : [] };
  }
  if (result === visitResult.needsMending) {
    const values = Object.fromEntries(Object.entries(draft.values).filter(([, value]) => value.trim() !== '').map(([key, value]) => [key, value.trim()]));
    return { ready: true, effects: Object.keys(values).length === 0 ? [] : [{ kind: 'values', entity: 'family', id: family, values }] };
  }
  return { ready: true, effects: [] };
}

interface EffectFieldsProps {
  readonly result: number | null;
  readonly family: Family;
  readonly today: string;
  readonly draft: EffectDraft;
  readonly onChange: (draft: EffectDraft) => void;
}

/** What the register is to say when the visit is approved: who died, who moved where, what is written otherwise. */
export function EffectFields({ result, family, today, draft, onChange }: EffectFieldsProps): ReactNode {
  const t = useText();
  const set = (change: Partial<EffectDraft>): void => onChange({ ...draft, ...change });
  const people = family.people.filter((one) => one.active).map((one) => ({ value: one.id, label: String(one.values['name'] ?? '') }));
  if (result === visitResult.dead) {
    return (
      <fieldset className={css.block}>
        <legend>{t('verval.effectDeath')}</legend>
        <div className={css.line}>
          <Select required searchable label={t('verval.whoDied')} value={draft.dead} data={people} onChange={(dead) => set({ dead })} />
          <DateInput required label={t('verval.diedOn')} value={draft.diedOn} today={today} onChange={(diedOn) => set({ diedOn })} />
        </div>
      </fieldset>
    );
  }
  if (result === visitResult.moved) {
    return (
      <fieldset className={css.block}>
        <legend>{t('verval.effectMove')}</legend>
        <div className={css.line}>
          <DateInput required label={t('verval.movedOn')} value={draft.movedOn} today={today} onChange={(movedOn) => set({ movedOn })} />
          <TextInput required label={t('verval.destination')} value={draft.destination} maxLength={200} autoComplete="off" onChange={(event) => set({ destination: event.currentTarget.value })} />
        </div>
        <Checkbox.Group label={t('verval.whoMoved')} description={t('verval.whoMovedHint')} value={[...draft.movers]} onChange={(movers) => set({ movers })}>
          <div className={css.bar}>{people.map((one) => <Checkbox key={one.value} value={one.value} label={one.label} />)}</div>
        </Checkbox.Group>
      </fieldset>
    );
  }
  if (result !== visitResult.needsMending) return null;
  return (
    <fieldset className={css.block}>
      <legend>{t('verval.effectValues')}</legend>
      <div className={css.line}>
        {mendable.map((key) => (
          <TextInput key={key} label={fieldLabel(language(), 'family', key)} placeholder={String(family.values[key] ?? '')} value={draft.values[key] ?? ''} maxLength={300} autoComplete="off" onChange={(event) => set({ values: { ...draft.values, [key]: event.currentTarget.value } })} />
        ))}
      </div>
      <p className={css.quiet}>{t('verval.effectValuesHint')}</p>
    </fieldset>
  );
}
