import { countFamilies } from '../../registry/family-list.ts';
import { itemsOfScheme, needNames, needScheme } from '../../registry/schemes/schemes.ts';
import { unmappedKey } from '../../rules/schemes/scheme.ts';
import { filterOf } from '../report.ts';
import type { ReportDef, ReportRow } from '../report.ts';

/**
 * Programmes, needs and families by the items of a scheme (KLB-2, KLB-4): each counts once in an item and once in the
 * total, however many items hold it; what no item holds has a row of its own.
 */
export const bySchemeReport: ReportDef = {
  name: 'schemes',
  title: 'Rekap menurut skema',
  unit: 'program, kebutuhan, keluarga',
  definition: 'Program katalog dan jenis kebutuhan menurut butir skema; keluarga aktif yang menerima salah satu programnya, dan yang punya salah satu kebutuhannya. Yang termasuk beberapa butir dihitung sekali dalam jumlah',
  params: ['scheme', 'region', 'rw', 'rt', 'desil'],
  personal: false,
  run(office, query) {
    const scheme = needScheme(office, query.params.scheme === undefined || query.params.scheme === '' ? undefined : String(query.params.scheme));
    const filter = filterOf(query.params);
    const receiving = (programmes: readonly string[]): number => (programmes.length === 0 ? 0 : countFamilies(office, { ...filter, anyOf: [programmes] }, query.scope).families);
    const needing = (needs: readonly string[]): number => (needs.length === 0 ? 0 : countFamilies(office, { ...filter, need: needs.join(',') }, query.scope).families);
    const rows = itemsOfScheme(office, scheme).map((item): ReportRow => {
      const programmes = item.programmes.map((one) => ({ id: one.uid, name: one.name, provider: one.provider })).sort((a, b) => a.name.localeCompare(b.name));
      return {
        key: item.key, title: item.key === unmappedKey ? 'Belum dipetakan' : item.title, programmes: programmes.length, programmeNames: programmes.map((one) => one.name).join(', '), families: receiving(programmes.map((one) => one.id)),
        needs: item.needs.length, needNames: needNames(office, item.needs), needFamilies: needing(item.needs), programmeList: programmes, needList: item.needs,
      };
    });
    const all = new Set(rows.flatMap((row) => (row.programmeList as { id: string }[]).map((one) => one.id)));
    const needs = new Set(rows.flatMap((row) => row.needList as string[]));
    const totals: ReportRow = { title: 'Jumlah', programmes: all.size, families: receiving([...all]), needs: needs.size, needFamilies: needing([...needs]) };
    const columns = [
      { key: 'title', title: 'Butir', numeric: false }, { key: 'programmes', title: 'Program', numeric: true }, { key: 'families', title: 'Keluarga penerima', numeric: true },
      { key: 'needs', title: 'Jenis kebutuhan', numeric: true }, { key: 'needFamilies', title: 'Keluarga dengan kebutuhan', numeric: true }, { key: 'programmeNames', title: 'Nama program', numeric: false }, { key: 'needNames', title: 'Nama kebutuhan', numeric: false },
    ];
    const notes = [`Sumber skema: ${scheme.source}.`, ...(scheme.content.note === '' ? [] : [scheme.content.note])];
    return { columns, rows, totals, notes, data: { scheme: scheme.uid, title: scheme.title, source: scheme.source, version: scheme.version, rows, totals, notes } };
  },
};
