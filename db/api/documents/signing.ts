import { letterSettings } from '../../registry/letters/letterhead.ts';
import type { Official } from '../../registry/letters/letterhead.ts';
import type { Signatory, SignaturePlace, SignaturesBlock } from '../../reports/documents/model.ts';
import { longDate } from '../../rules/long-date.ts';
import type { Context } from '../handler.ts';
import { headTitle } from '../office-facts.ts';

export type Signer = 'head' | 'deputy';

const weekday = new Intl.DateTimeFormat('id-ID', { weekday: 'long', timeZone: 'UTC' });

/** Who signs for this office: the head, or somebody on the head's behalf. */
export function signatory({ reader, host }: Pick<Context, 'reader' | 'host'>, date: string, signer: Signer): Signatory & { official: Official; title: string } {
  const settings = letterSettings(reader);
  const { identity } = reader;
  const name = host.regions().get(identity.code)?.displayName ?? identity.name;
  // "Wali Kota Bontang": the kind of region is in the title already.
  const title = settings.head.title || `${headTitle(identity.level)} ${name.replace(/^(Kota|Kabupaten|Provinsi) /, '')}`;
  const deputy = signer === 'deputy' && settings.deputy.name !== '';
  const official = deputy ? settings.deputy : settings.head;
  return {
    before: [`${settings.place || name}, ${longDate('id', date)}`], as: deputy ? [`a.n. ${title.toUpperCase()}`, official.title] : [title.toUpperCase()], name: official.name || null,
    after: [official.rank, official.nip === '' ? '' : `NIP ${official.nip}`].filter((line) => line !== ''), official, title: deputy ? official.title : title,
  };
}

/** One place to sign at the right; what else signs or proves stands at the left. */
export function signedBy(signed: Signatory, left: SignaturePlace = null, stamp?: string): SignaturesBlock {
  const { before, as, name, after } = signed;
  return { kind: 'signatures', rows: [[left, { as, name, ...(before && { before }), ...(after && { after }), ...(stamp !== undefined && { stamp }) }]] };
}

/** What every template may name. */
export function commonValues(context: Pick<Context, 'reader' | 'host'>, date: string, signer: Signer): Record<string, string> {
  const { reader, host } = context;
  const { official, title } = signatory(context, date, signer);
  const path = host.regions().path(reader.identity.code);
  const named = (kinds: readonly string[]): string => path.find((one) => kinds.includes(one.kind))?.displayName ?? '';
  return {
    tanggal: longDate('id', date), hari: weekday.format(new Date(`${date}T00:00:00Z`)), tempat: letterSettings(reader).place || (host.regions().get(reader.identity.code)?.displayName ?? ''), kantor: officeName(context), jabatan: title,
    pejabat: official.name, pangkat: official.rank, nip: official.nip, kecamatan: named(['kecamatan']), kota: named(['kota', 'kabupaten']),
  };
}

/** "Kelurahan Gunung Telihan". */
export function officeName({ reader, host }: Pick<Context, 'reader' | 'host'>): string {
  const { identity } = reader;
  const name = host.regions().get(identity.code)?.displayName ?? identity.name;
  const kind = identity.level.charAt(0).toUpperCase() + identity.level.slice(1);
  return name.toLowerCase().startsWith(identity.level) ? name : `${kind} ${name}`;
}
