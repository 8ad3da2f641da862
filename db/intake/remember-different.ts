import { comparePeople } from '../rules/matching/compare-people.ts';
import { toMatchPerson } from '../rules/matching/match-person.ts';
import { nameRarity } from '../registry/name-rarity.ts';
import { personCandidates } from '../registry/person-candidates.ts';
import { writeDecision } from '../registry/duplicates/decide-pair.ts';
import { pairDecision } from '../registry/duplicates/pair.ts';
import type { Agreement } from '../registry/duplicates/pair.ts';
import type { Log } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { askedPerson } from './asked-person.ts';
import { answersOf } from './choices.ts';
import type { MadeIds } from './made-ids.ts';
import { packedFamily } from './row-family.ts';
import { readingOf } from './packed-reading.ts';

interface Different { readonly row: number; readonly kind: 'family' | 'person'; readonly others: ReadonlyMap<string, { readonly score: number; readonly agreements: readonly Agreement[] }> }

const SHOWN = 5;

/**
 * Who was answered to be somebody else than the records that looked alike: kept as decided pairs, so that the duplicates are
 * not asked about again. Those records are looked up before the batch writes; the pairs are written after it.
 */
export function differentPeople(office: Writer, db: Connection, file: number): (log: Log, fileName: string, made: MadeIds) => void {
  const found: Different[] = [];
  const line = db.prepare(`SELECT id, entity, parent FROM row WHERE file = ? AND sheet = ? AND no = ? AND entity = ? AND state = 'new'`);
  for (const [place, { answer, record }] of answersOf(db, file)) {
    if (answer !== 'different') continue;
    const [sheet, no, entity] = place.split(':');
    const row = line.get(file, Number(sheet), Number(no), entity === 'family' ? 'family' : 'person') as { id: number; entity: 'family' | 'person'; parent: number | null } | undefined;
    if (row) found.push({ row: row.id, kind: row.entity, others: row.entity === 'family' ? familyMeant(record) : peopleMeant(office, db, row, record) });
  }
  return (log, fileName, made) => {
    for (const { row, kind, others } of found) {
      const fresh = made.get(row);
      if (fresh === undefined) continue;
      for (const [other, { score, agreements }] of others) {
        const [left, right] = other < fresh ? [other, fresh] : [fresh, other];
        writeDecision(office, log, { id: office.newId(), kind, left, right, state: 'open', score, sure: false, agreements, record: null },
          { decision: pairDecision.different, merged: null, decidedOn: today(office), reason: fileName });
      }
    }
  };
}

function familyMeant(record: string | null): Different['others'] {
  return new Map(record === null ? [] : [[record, { score: 0, agreements: [] }]]);
}

/** Everybody who was shown beside the row, and who was answered about. */
function peopleMeant(office: Writer, db: Connection, row: { id: number; parent: number | null }, record: string | null): Different['others'] {
  const asked = askedPerson(readingOf(db, row.id), packedFamily(db, row.parent));
  const others = new Map(personCandidates(office, asked, { limit: SHOWN }).map(({ record: uid, score, agreements }) => [uid, { score, agreements }]));
  const meant = record === null || others.has(record) ? undefined : findRecord(office, 'person', record);
  if (meant) {
    const family = findRecord(office, 'family', String(meant.values.family));
    others.set(meant.uid, comparePeople(asked, toMatchPerson(meant.values, family?.values, family?.uid), nameRarity(office)));
  }
  return others;
}
