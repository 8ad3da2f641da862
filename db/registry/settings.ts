import { eq, isNotNull } from 'drizzle-orm';
import { writeChanges } from '../store/change-log.ts';
import type { WriteMeta } from '../store/change-log.ts';
import type { Reader, Writer } from '../store/office.ts';
import { setting } from '../store/schema/register.ts';

/** Saved mappings of spreadsheets are settings under this prefix and their name; the city's travel in its reference data. */
export const mappingPrefix = 'intake.mapping.';

/** The settings of this office by key. */
export function readSettings(office: Reader): Record<string, string> {
  const rows = office.orm.select().from(setting).where(isNotNull(setting.value)).orderBy(setting.id).all();
  return Object.fromEntries(rows.map(({ key, value }) => [key ?? '', value ?? '']));
}

/** Sets one setting through the change log; an empty value takes it away. */
export function writeSetting(office: Writer, user: WriteMeta['user'], key: string, value: string): void {
  const id = office.orm.select({ id: setting.id }).from(setting).where(eq(setting.key, key)).orderBy(setting.id).get()?.id;
  writeChanges(office, { user, kind: 'setting' }, (log) => {
    if (id === undefined) log.create('setting', { key, value });
    else log.update('setting', id, { value });
  });
}
