import { endAgreement, saveAgreement } from '../../registry/partners/agreements.ts';
import { listPartners, savePartner } from '../../registry/partners/partners.ts';
import { csvLine } from '../../reports/csv-text.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sha256Hex } from '../../store/digest.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import type { partnerCalls } from '../contract/partner.ts';
import type { Handlers } from '../handler.ts';
import { forOutside } from '../outside.ts';
import type { ForOutside } from '../outside.ts';

export const partnerHandlers: Handlers<keyof typeof partnerCalls> = {
  'partner.list': (_input, { reader }) => listPartners(reader),
  'partner.save': (input, { writer, actor, changed }) => {
    const saved = savePartner(writer, actor, input);
    changed('programme');
    return saved;
  },
  'agreement.save': (input, { writer, actor, changed }) => {
    const saved = saveAgreement(writer, actor, input);
    changed('programme');
    return saved;
  },
  'agreement.end': ({ id, reason }, { writer, actor, changed }) => {
    endAgreement(writer, actor, id, reason);
    changed('programme');
    return { ok: true };
  },
  'agreement.preview': ({ limit, ...query }, context) => givenOf(forOutside(query, context), limit),
  'agreement.print': ({ purpose, ...query }, context) => {
    const list = forOutside(query, context);
    const given = givenOf(list, Infinity);
    const kinds = given.columns.map(({ numeric }) => (numeric ? 'number' as const : 'text' as const));
    const sha256 = sha256Hex(Buffer.from(given.rows.map((row) => csvLine(row, kinds)).join(''), 'utf8'));
    const detail = { what: 'outsidePrint', name: query.name, params: query.params, rows: given.total, sha256, ...list.detail };
    writeChanges(context.writer, context.meta('access', { reason: purpose, detail }), () => undefined);
    return given;
  },
};

function givenOf({ set, mark }: ForOutside, limit: number) {
  const [table] = set.tables;
  const rows = [...(table?.rows() ?? [])];
  const plain = (row: readonly SheetValue[]): (string | number | null)[] => row.map((value) => value ?? null);
  return {
    title: set.title, mark, notes: set.notes, columns: (table?.columns ?? []).map(({ header, kind }) => ({ header, numeric: kind === 'number' })),
    rows: rows.slice(0, limit).map(plain), totals: table?.totals ? plain(table.totals) : null, total: rows.length,
  };
}
