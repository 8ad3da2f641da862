import { drawnRecipients } from '../../registry/targets/target-share.ts';
import type { DrawnRecipient } from '../../registry/targets/target-share.ts';
import { needTargetSet } from '../../registry/targets/target-sets.ts';
import { aidProgrammes } from '../../registry/aid/aid-families.ts';
import { isChosen } from '../../rules/aid/aid-facts.ts';
import { fail } from '../../rules/failure.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportDef, ReportQuery, ReportRow } from '../report.ts';

function targetOf(name: string, office: Reader, query: ReportQuery) {
  const id = String(query.params.target ?? '');
  if (id === '') return fail('NEED_PARAM', { name, param: 'target' });
  const set = needTargetSet(office, id);
  const programmes = [...aidProgrammes(office).values()].filter((one) => isChosen(set.content.programmes, one));
  return { set, programmes, recipients: drawnRecipients(office, set, query.scope) };
}

/** How many recipients of each programme are on the target list that it draws from, and how many are outside (BTG-1). */
export const targetShareReport: ReportDef = {
  name: 'target-share',
  title: 'Penerima di dalam dan di luar sasaran',
  unit: 'penerima',
  definition: 'Penerima sekarang dari program yang mengambil dari daftar sasaran, di kantor yang dikirimi bagiannya; di luar sasaran bila keluarganya tidak ada dalam daftar yang berlaku',
  params: ['target'],
  personal: false,
  run(office, query) {
    const { set, programmes, recipients } = targetOf(this.name, office, query);
    const count = (of: readonly DrawnRecipient[]): ReportRow => {
      const outside = of.filter((one) => !one.onList);
      return {
        recipients: of.length, onList: of.length - outside.length, outside: outside.length, answered: outside.filter((one) => one.reason !== null).length, unanswered: outside.filter((one) => one.reason === null).length,
        outsidePercent: of.length === 0 ? null : Math.round((outside.length * 100) / of.length),
      };
    };
    const rows = programmes.map((programme): ReportRow => ({ programme: programme.uid, name: programme.name, provider: programme.provider, ...count(recipients.filter((one) => one.programme === programme.uid)) }))
      .filter((row) => row.recipients !== 0).sort((a, b) => String(a.name).localeCompare(String(b.name)));
    const totals = count(recipients);
    const columns = [
      { key: 'name', title: 'Program', numeric: false }, { key: 'provider', title: 'Penyelenggara', numeric: false }, { key: 'recipients', title: 'Penerima', numeric: true }, { key: 'onList', title: 'Dalam sasaran', numeric: true },
      { key: 'outside', title: 'Di luar sasaran', numeric: true }, { key: 'outsidePercent', title: 'Bagian di luar (%)', numeric: true }, { key: 'answered', title: 'Dengan alasan', numeric: true }, { key: 'unanswered', title: 'Tanpa alasan', numeric: true },
    ];
    const notes = [`${set.title}, versi ${set.version}.`];
    return { columns, rows, totals, notes, data: { target: set.id, title: set.title, version: set.version, rows, totals } };
  },
};

/** The recipients outside a target list by name and address, with why they were enrolled all the same. */
export const outsideTargetReport: ReportDef = {
  name: 'outside-target',
  title: 'Penerima di luar sasaran',
  unit: 'penerima',
  definition: 'Penerima sekarang dari program yang mengambil dari daftar sasaran, yang keluarganya tidak ada dalam daftar yang berlaku; satu baris per kepesertaan',
  params: ['target', 'programme'],
  personal: true,
  run(office, query) {
    const { set, programmes, recipients } = targetOf(this.name, office, query);
    const names = new Map(programmes.map((one) => [one.uid, one.name]));
    const rows = recipients.filter((one) => !one.onList && (!query.params.programme || one.programme === query.params.programme))
      .map((one, place): ReportRow => ({ no: place + 1, ...one, id: one.family, programmeName: names.get(one.programme) }));
    const columns = [
      { key: 'no', title: 'No', numeric: true }, { key: 'recipient', title: 'Penerima', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
      { key: 'desil', title: 'Desil', numeric: true }, { key: 'programmeName', title: 'Program', numeric: false }, { key: 'reason', title: 'Alasan di luar sasaran', numeric: false }, { key: 'decidedBy', title: 'Diputuskan oleh', numeric: false }, { key: 'decidedOn', title: 'Tanggal', numeric: false },
    ];
    const totals = { rows: rows.length, families: new Set(rows.map((row) => row.id)).size };
    return { columns, rows, totals, notes: [`${set.title}, versi ${set.version}.`], data: { target: set.id, rows, totals } };
  },
};
