import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { nameKey } from '../../db/rules/name-key.ts';
import type { MatchPerson } from '../../db/rules/matching/match-person.ts';
import { plantDuplicates } from '../../db/sample/planted-duplicates.ts';
import type { PlantedPerson } from '../../db/sample/planted-duplicates.ts';
import { prepared } from '../../db/store/connection.ts';
import type { Connection } from '../../db/store/connection.ts';

/** Survey answers that make the rows of people as wide as they are in a real register. */
const filler = ['maritalStatus', 'religion', 'educationKk', 'occupationKk', 'citizenship', 'bloodType', 'presence', 'schooling', 'schoolLevel', 'works', 'workHours',
  'workField', 'workPosition', 'npwp', 'hasBusiness', 'nutrition', 'seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare',
  'remembering', 'depression', 'carer', 'chronicDisease', 'healthInsurance', 'prakerja', 'kur', 'umi', 'pip', 'workInsurance'];

/**
 * Fills an encrypted office with planted people straight into its tables (no log: it is only read), and writes the same
 * people for DuckDB as CSV, normalised already. Answers whose copy each copy is, and people to ask for.
 */
export async function fillPlanted(db: Connection, csv: string, families: number, seed: string): Promise<{ people: number; copyOf: Map<number, number>; sample: PlantedPerson[] }> {
  const copyOf = new Map<number, number>();
  const sample: PlantedPerson[] = [];
  const file = createWriteStream(csv);
  const add = rowWriter(db);
  let people = 0;
  let lines: string[] = [csvHead];
  // Made at the end, or every insert would land on another page.
  const indexes = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('person', 'familySummary') AND sql IS NOT NULL").all() as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  db.exec('BEGIN');
  for (const one of plantDuplicates({ seed, families, today: '2025-11-20' })) {
    add(one);
    lines.push(csvLine(one));
    people += 1;
    if (one.copyOf !== null) copyOf.set(one.number, one.copyOf);
    if (one.copyOf === null && one.number % Math.ceil(families / 600) === 0) sample.push(one);
    if (lines.length < 10_000) continue;
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
    lines = [];
  }
  file.end(`${lines.join('\n')}\n`);
  db.exec('COMMIT');
  for (const index of indexes) db.exec(index.sql);
  db.exec('ANALYZE person');
  await finished(file);
  return { people, copyOf, sample };
}

function rowWriter(db: Connection): (one: PlantedPerson) => void {
  const person = prepared(db, `INSERT INTO person (id, uid, family, name, nik, birthDate, sex, birthPlace, fatherName, motherName, status, ${filler.join(', ')})
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ${filler.map((_, place) => String(1 + (place % 4))).join(', ')})`);
  const words = prepared(db, 'INSERT INTO personSearch (rowid, name, key, area) VALUES (?, ?, ?, ?)');
  const family = prepared(db, 'INSERT OR IGNORE INTO family (uid, noKk, address, rt, rw, status) VALUES (?, ?, ?, ?, ?, 1)');
  const line = prepared(db, `INSERT INTO familySummary (family, uid, noKk, address, rt, rw, members, needs, programmes, status, active)
    VALUES (?, ?, ?, ?, ?, ?, 0, '', '', 1, 1)`);
  return ({ number, person: one }) => {
    const made = family.run(one.family, one.noKk, one.address, one.rt, one.rw);
    if (made.changes > 0) line.run(made.lastInsertRowid, one.family, one.noKk, one.address, one.rt, one.rw);
    person.run(number, `p${number}`, one.family, one.name, one.nik, one.birthDate, one.sex, one.birthPlace, one.fatherName, one.motherName);
    words.run(number, one.name, nameKey(one.name ?? ''), '');
  };
}

const csvHead = 'id,nik,birth,sex,place,family,address,area,name,joined,father,mother';

function csvLine({ number, person: one }: PlantedPerson): string {
  const name = nameKey(one.name ?? '');
  const cells: (keyof MatchPerson)[] = ['birthPlace', 'family', 'address'];
  return [
    number, one.nik ?? '', (one.birthDate ?? '').replaceAll('-', ''), one.sex ?? '', ...cells.map((key) => String(one[key] ?? '').replaceAll(',', ' ')), `${one.rt ?? ''}/${one.rw ?? ''}`,
    name, name.replaceAll(' ', ''), nameKey(one.fatherName ?? ''), nameKey(one.motherName ?? ''),
  ].join(',');
}
