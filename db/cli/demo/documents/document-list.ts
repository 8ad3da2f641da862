import type { CallInput } from '../../../api/contract.ts';
import type { DocumentFormat } from '../../../reports/documents/document-thread.ts';
import type { Call } from '../../session.ts';
import type { DocumentsOffice } from './documents-office.ts';

/** A document of the demonstration: its name as a file, and the call that writes it. */
export interface DemoDocument {
  readonly name: string;
  write(path: string, format: DocumentFormat): Promise<{ readonly file: string; readonly sha256: string }>;
}

const PURPOSE = 'peragaan dokumen';

/** Every document that Tepat prints, each through the call that the window makes; letters are issued here, once. */
export async function documentList(office: DocumentsOffice): Promise<DemoDocument[]> {
  const { kelurahan: { call }, kota, programme, meeting, person, families, packageId } = office;
  const list = (name: string, of: Call, input: Omit<CallInput<'document.write'>, 'format' | 'path'>): DemoDocument => ({ name, write: (path, format) => of('document.write', { ...input, format, path }) });
  const letter = async (name: string, of: Call, input: CallInput<'letter.issue'>): Promise<DemoDocument> => {
    const { id } = await of('letter.issue', input);
    return { name, write: (path, format) => of('letter.write', { id, format, path }) };
  };
  const report = (name: string, of: Call, input: Omit<CallInput<'report.save'>, 'format' | 'path'>): DemoDocument => ({ name, write: (path, format) => of('report.save', { purpose: PURPOSE, ...input, format, path }) });
  const annex = (kind: 'rpkd' | 'lp2kd'): DemoDocument => ({ name: `lampiran-${kind}`, write: (path, format) => kota.call('annex.save', { kind, period: '2026', format, path }) });
  const stranger = { name: 'WARGA CONTOH YANG BELUM TERDATA', nik: '6474030101990099', address: 'JL. CONTOH SEBERANG PASAR' };
  return [
    { name: 'ba-muskel', write: (path, format) => call('meeting.document', { id: meeting, format, path, purpose: PURPOSE, full: true }) },
    list('bnba', call, { name: 'bnba', programme, full: true, purpose: PURPOSE }),
    list('bnba-keluarga', call, { name: 'bnba', purpose: PURPOSE }),
    list('tanda-terima', call, { name: 'tanda-terima', programme, full: true, purpose: PURPOSE, phase: 'Tahap IV Tahun 2026' }),
    await letter('sptjm', call, { kind: 'sptjm', programme, purpose: 'penyaluran tahap IV' }),
    await letter('sktm', call, { kind: 'sktm', person, purpose: 'pengajuan beasiswa anak ke perguruan tinggi negeri' }),
    await letter('terdaftar', call, { kind: 'terdaftar', person, purpose: 'pengurusan jaminan kesehatan' }),
    await letter('tidak-terdaftar', call, { kind: 'tidak-terdaftar', stranger, purpose: 'usulan masuk data' }),
    await letter('surat-pengantar', call, { kind: 'surat-pengantar' }),
    await letter('surat-pengantar-kota', kota.call, { kind: 'surat-pengantar' }),
    await letter('bast-paket', call, { kind: 'bast', packageId }),
    list('mutu-data', call, { name: 'mutu-data' }),
    list('data-saya', call, { name: 'data-saya', person, identityChecked: 'KTP-el asli' }),
    { name: 'formulir-terisi', write: (path, format) => call('verval.forms', { families: families.slice(0, 2), identifiers: 'full', purpose: PURPOSE, format, path }) },
    { name: 'formulir-kosong', write: (path, format) => call('verval.forms', { families: [], blank: 1, purpose: PURPOSE, format, path }) },
    annex('rpkd'), annex('lp2kd'),
    report('lembar-rapat', kota.call, { name: 'meeting' }),
    report('daftar-rujukan', call, { name: 'referrals' }),
    report('rekap', call, { name: 'recap' }),
  ];
}
