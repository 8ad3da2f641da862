import type { Letterhead } from '../../reports/documents/model.ts';
import { sha256Hex } from '../../store/digest.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { readSettings, writeSetting } from '../../registry/settings.ts';

/** An emblem is kept once under its hash, not with every letter. */
const logoPrefix = 'letter.logo.';

/** The letterhead as a letter keeps it: what it said then, its emblem by its hash. */
export function keepLetterhead(office: Writer, user: WriteMeta['user'], { logo, ...head }: Letterhead): Letterhead {
  if (logo === undefined) return head;
  const hash = sha256Hex(logo);
  if (readSettings(office)[logoPrefix + hash] === undefined) writeSetting(office, user, logoPrefix + hash, logo);
  return { ...head, logo: hash };
}

/** A kept letterhead with its emblem again. */
export function keptLetterhead(office: Reader, { logo, ...head }: Letterhead): Letterhead {
  const image = logo === undefined ? undefined : readSettings(office)[logoPrefix + logo];
  return { ...head, ...(image !== undefined && { logo: image }) };
}
