import { fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldDef, FieldValue } from '../rules/field.ts';
import { isInside } from '../rules/region-code.ts';

/** Why a record or a change is set aside instead of applied. */
export type QuarantineReason = 'BAD_VALUE' | 'BAD_ID' | 'NO_OWNER' | 'NOT_OWNER' | 'OUTSIDE_AREA' | 'REF_MISSING' | 'DEPENDS' | 'RECORD_MISSING';

/** Who writes, and where they may: the sender and its area as this office bound it, and this office's own code. */
export interface Bounds {
  readonly area: string;
  readonly ownCode: string;
  /** Region code of the office that writes. */
  readonly sender: string;
  /** Whether it is another PC of this very office. */
  readonly sibling: boolean;
}

const LONGEST_TEXT = 20_000;
const MAX_ID = 64;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value is one that the field can hold. */
export function fitsField(field: FieldDef, value: unknown): value is FieldValue {
  if (value === null) return true;
  switch (field.kind) {
    case 'text': case 'json':
      return typeof value === 'string' && value.length <= LONGEST_TEXT;
    case 'ref':
      return isRecordId(value);
    case 'date':
      return typeof value === 'string' && DATE.test(value);
    case 'real':
      return typeof value === 'number' && Number.isFinite(value);
    case 'int': case 'flag':
      return Number.isSafeInteger(value);
    case 'code': case 'bits':
      return Number.isSafeInteger(value) || isCodedValue(value);
  }
}

/** Whether a value can stand in the rest of a group; a field that a later version added to it is passed over. */
export function isRest(entity: EntityKey, number: number, value: unknown): boolean {
  const field = fieldOfId(entity, number);
  return field === undefined || fitsField(field, value);
}

/** Whether a text can be a record's id. */
export function isRecordId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_ID;
}

/** Why the sender may not write a record of this owner and region, or null. */
export function areaProblem(bounds: Bounds, owner: unknown, region: unknown): QuarantineReason | null {
  if (typeof owner !== 'string' || owner === '') return 'NO_OWNER';
  if (bounds.sibling) return null;
  if (owner === bounds.ownCode) return 'NOT_OWNER';
  if (!isInside(owner, bounds.area)) return 'OUTSIDE_AREA';
  if (owner !== bounds.sender) return 'NOT_OWNER';
  return typeof region === 'string' && !isInside(region, bounds.area) ? 'OUTSIDE_AREA' : null;
}

/** Whether a change of this field would move a record out of the sender's area. */
export function leavesArea(bounds: Bounds, entity: EntityKey, field: number, value: unknown): boolean {
  if (bounds.sibling) return false;
  const key = fieldOfId(entity, field)?.key;
  if (key === 'owner') return typeof value !== 'string' || !isInside(value, bounds.area);
  return entity === 'family' && key === 'region' && typeof value === 'string' && !isInside(value, bounds.area);
}

function isCodedValue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { list, version, code, raw } = value as Record<string, unknown>;
  return typeof list === 'string' && typeof version === 'string' && typeof raw === 'string' && raw.length <= LONGEST_TEXT && (code === null || Number.isSafeInteger(code));
}
