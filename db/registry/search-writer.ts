import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { SearchLine } from './derive.ts';

/** Writes the words of a family and its people into search tables that hold nothing of them yet. */
export function searchWriter(db: Connection): (row: SearchLine) => void {
  const address = prepared(db, 'INSERT INTO addressSearch (rowid, address, area) VALUES (?, ?, ?)');
  const person = prepared(db, 'INSERT INTO personSearch (rowid, name, key, area) VALUES (?, ?, ?, ?)');
  const nik = prepared(db, 'INSERT INTO nikSearch (rowid, nik) VALUES (?, ?)');
  const noKk = prepared(db, 'INSERT INTO noKkSearch (rowid, noKk) VALUES (?, ?)');
  return (row) => {
    if (!row.searchable) return;
    address.run([row.family, row.address.text, row.address.area]);
    if (row.noKk !== null) noKk.run([row.family, row.noKk]);
    for (const one of row.people) {
      person.run([one.id, one.name, one.key, row.address.area]);
      if (one.nik !== null) nik.run([one.id, one.nik]);
    }
  };
}
