import { eq, isNotNull } from 'drizzle-orm';
import { sharedIn, sharedRules } from '../rules/shared-rules.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log, WriteMeta } from '../store/change-log.ts';
import type { Reader, Writer } from '../store/office.ts';
import { setting } from '../store/schema/register.ts';

/** Saved mappings of spreadsheets are settings under this prefix and their name; the city's travel in its reference data. */
export const mappingPrefix = 'intake.mapping.';

/** The settings of this office by key. */
export function readSettings(office: Reader): Record<string, string> {
  const rows = office.orm.select().from(setting).where(isNotNull(setting.value)).orderBy(setting.id).all();
  return Object.fromEntries(rows.map(({ key, value }) => [key ?? '', value ?? '']));
}

/** Sets one setting within a transaction; an empty value takes it away. */
export function putSetting(office: Writer, log: Log, key: string, value: string): void {
  const id = office.orm.select({ id: setting.id }).from(setting).where(eq(setting.key, key)).orderBy(setting.id).get()?.id;
  if (id === undefined) log.create('setting', { key, value });
  else log.update('setting', id, { value });
}

/** Sets one setting through the change log; an empty value takes it away. A rule that all PCs of the office share is told to them as newer than what they had. */
export function writeSetting(office: Writer, user: WriteMeta['user'], key: string, value: string): void {
  const before = readSettings(office);
  writeChanges(office, { user, kind: 'setting' }, (log) => {
    putSetting(office, log, key, value);
    for (const rule of sharedRules) {
      const [was, is] = [sharedIn(before, rule), sharedIn({ ...before, [key]: value }, rule)];
      if (was.on !== is.on) putSetting(office, log, rule.edition, String(was.edition + 1));
    }
  });
}
