import { afterAll, beforeAll, expect, test } from 'vitest';
import { childVeil } from '../../../db/registry/child-veil.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { openReader } from '../../../db/store/open-office.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { madeUpNik, testOffice } from './office.ts';
import type { TestOffice } from './office.ts';

let one: TestOffice;
beforeAll(() => void (one = testOffice('2026-11-20T08:00:00')));
afterAll(() => one.dispose());

const names = ['SITI', 'SITI AMINAH', 'SITI AMINAH PUTRI', 'BUDI', 'BUDI SANTOSO', ' RAMLAH  ', "NUR'AINI", null];
const births = ['2015-03-04', '2020-01-01', '1980-05-17', '2008-11-20', '2008-11-21', '2015', null];

test('what the veil follows write by write is what one that is built anew hides', () => {
  const { writer, office, user } = one;
  const random = mulberry(20_261_128);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const write = (work: Parameters<typeof writeChanges<void>>[2]): void => writeChanges(writer, { user, kind: 'edit' }, work);
  const families = ['f-1', 'f-2'].map((uid) => ({ uid }));
  const niks: string[] = [];
  const someone = (): FieldValues => {
    const nik = madeUpNik('2015-03-04', 1);
    niks.push(nik);
    return { name: pick(names), birthDate: pick(births), nik: random() < 0.5 ? nik : null, family: pick(families).uid };
  };
  write((log) => { for (const { uid } of families) log.create('family', { owner: writer.identity.code, region: writer.identity.code }, uid); });
  const people: { id: number; uid: string }[] = [];
  const told = (of: typeof writer | ReturnType<typeof openReader>): string => {
    const veil = childVeil(of);
    const texts = [...names, ...niks].flatMap((text) => (text === null ? [] : [text, `ibu ${text}, ${text}`, `${text}NYA`]));
    const rows = (of.db.prepare('SELECT uid, name, nik, family FROM person ORDER BY id').all() as { uid: string; name: string; nik: string; family: string }[])
      .flatMap(({ uid, name, nik, family }) => [{ person: uid, name, nik }, { family, head: name }, { name }]);
    return JSON.stringify([texts.map((text) => veil.text(text)), veil.over(rows)]);
  };
  for (let step = 0; step < 120; step += 1) {
    const known = people.length > 3 && random() < 0.6 ? pick(people) : null;
    write((log) => {
      if (known !== null) log.update('person', known.id, Object.fromEntries(Object.entries(someone()).filter(() => random() < 0.6)));
      else if (random() < 0.2) log.create('petition', { owner: writer.identity.code, name: pick(names), birthDate: pick(births) });
      else {
        const uid = writer.newId();
        log.create('person', { owner: writer.identity.code, ...someone() }, uid);
        people.push({ id: writer.db.prepare('SELECT id FROM person WHERE uid = ?').pluck().get(uid) as number, uid });
      }
    });
    if (step % 3 !== 0) continue;
    const anew = openReader(writer.dir, office.secrets.databaseKey, writer);
    try {
      expect(told(writer), `step ${step}`).toBe(told(anew));
    } finally {
      anew.close();
    }
  }
  expect(told(writer)).toContain('(anak)');
});
