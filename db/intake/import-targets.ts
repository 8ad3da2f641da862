import { fieldsOf } from '../rules/entities.ts';
import { fieldLabel } from '../rules/text.ts';
import type { Reader } from '../store/office.ts';
import { aidProgrammes } from './aid-programmes.ts';
import { targetsEn } from './text/targets.en.ts';
import { targetsId } from './text/targets.id.ts';
import type { IntakeEntity } from './types.ts';

export interface ImportTarget {
  readonly target: string;
  /** Whose field it is; null for what joins, ranks, or is only checked. */
  readonly entity: IntakeEntity | null;
  readonly label: string;
  readonly group: 'person' | 'family' | 'programme' | 'ranking' | 'region' | 'other';
}

/** Set by the register, whatever a file says. */
const notFromFiles: readonly string[] = ['owner', 'family'];
const specials = Object.keys(targetsId) as (keyof typeof targetsId)[];

/**
 * What a column can be mapped to: every field of a person and of a family as `person.KEY` and `family.KEY`, and the
 * targets with `@`. A field of the sheet's own entity may also be given by its bare key.
 */
export function importTargets(lang: 'id' | 'en' = 'id'): ImportTarget[] {
  const fields = (entity: IntakeEntity): ImportTarget[] => fieldsOf(entity).filter(({ key }) => !notFromFiles.includes(key))
    .map(({ key }) => ({ target: `${entity}.${key}`, entity, label: fieldLabel(lang, entity, key), group: entity }));
  const texts = lang === 'id' ? targetsId : targetsEn;
  return [...fields('person'), ...fields('family'), ...specials.map((target): ImportTarget => ({ target, entity: null, label: texts[target], group: groupOf(target) }))];
}

/** The same, with the programmes of this office as `@programme.CODE`: who is said to receive one is proposed for it. */
export function officeTargets(office: Reader, lang: 'id' | 'en' = 'id'): ImportTarget[] {
  const all = importTargets(lang);
  const own = all.findIndex(({ group }) => group !== 'person' && group !== 'family');
  const programmes = aidProgrammes(office).filter(({ unit }) => unit !== 'other').flatMap(({ key, name }): ImportTarget[] => {
    const [receives, period] = lang === 'id' ? [`Penerima ${name}`, `Periode ${name}`] : [`Receives ${name}`, `Period of ${name}`];
    return [{ target: `@programme.${key}`, entity: null, label: receives, group: 'programme' }, { target: `@period.${key}`, entity: null, label: period, group: 'programme' }];
  });
  return [...all.slice(0, own), ...programmes, ...all.slice(own)];
}

function groupOf(target: string): ImportTarget['group'] {
  if (target.startsWith('@desil') || target === '@percentile') return 'ranking';
  if (target.startsWith('@programme')) return 'programme';
  return target.startsWith('@bps') || target.startsWith('@ktpName') ? 'region' : 'other';
}

const known = new Set(importTargets().map((one) => one.target));
/** A target as the preview names it, so that it can be chosen again. */
export function shownTarget(target: string | null, entity: IntakeEntity): string | null {
  if (target === null) return null;
  return target.startsWith('@') || target.includes('.') ? target : `${entity}.${target}`;
}

/** A chosen target as the readers of a sheet of that entity know it; null for one that does not exist. */
export function readTarget(target: string, entity: IntakeEntity, inOneRow: boolean): string | null {
  if (target.startsWith('@programme.') || target.startsWith('@period.')) return target;
  const full = target.startsWith('@') || target.includes('.') ? target : `${entity}.${target}`;
  if (!known.has(full)) return null;
  if (full.startsWith('@')) return full;
  const [of, field = ''] = full.split('.');
  if (of === entity) return field;
  if (full === 'family.noKk') return '@noKk';
  return inOneRow ? full : null;
}
