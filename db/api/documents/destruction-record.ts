import type { Block, DocumentModel } from '../../reports/documents/model.ts';
import { longDate } from '../../rules/long-date.ts';
import type { DestroyedFacts } from '../../registry/retention/destroy.ts';
import type { Context } from '../handler.ts';
import { letterheadOf } from '../letterhead.ts';
import { officeName, signatory } from './signing.ts';
import { className, recordName } from './privacy-words.ts';

/** A destruction as the log tells it. */
interface Destroyed extends Omit<DestroyedFacts, 'what'> {
  readonly tx: number; readonly at: string; readonly by: string; readonly basis: string; readonly total: number;
}

/** The berita acara pemusnahan: how much of what was destroyed, under which rule, by whom; never whose. */
export function destructionRecord(act: Destroyed, context: Context): DocumentModel {
  const date = act.at.slice(0, 10);
  const head = signatory(context, date, 'head');
  const blocks: Block[] = [
    { kind: 'heading', text: 'BERITA ACARA PEMUSNAHAN DATA PRIBADI', align: 'center', underline: true },
    { kind: 'paragraph', align: 'justify', firstLine: 12, text: `Pada tanggal ${longDate('id', date)}, di ${officeName(context)}, telah dimusnahkan data pribadi yang masa simpannya berakhir, sesuai Pasal 43 dan Pasal 44 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.` },
    { kind: 'pairs', rows: [['Dasar', act.basis], ['Dilaksanakan oleh', act.by], ['Disahkan oleh', act.confirmedBy], ['Jumlah catatan', String(act.total)], ['Nomor dalam jejak audit', String(act.tx)]] },
    { kind: 'heading', level: 2, text: 'Menurut aturan masa simpan' },
    { kind: 'table', size: 9.5, columns: [{ title: 'Golongan', width: 3 }, { title: 'Masa simpan', width: 1.2 }, { title: 'Sampai tanggal', width: 1.4 }, { title: 'Pokok', width: 0.8, align: 'right' }], rows: act.rules.map((rule) => [className(rule.class), `${rule.years} tahun`, longDate('id', rule.upTo), rule.records]) },
    { kind: 'heading', level: 2, text: 'Catatan yang dimusnahkan, beserta semua yang menyangkutnya' },
    { kind: 'table', size: 9.5, columns: [{ title: 'Jenis catatan', width: 3 }, { title: 'Jumlah', align: 'right' }], rows: Object.entries(act.counts).map(([entity, count]) => [recordName(entity), count]), totals: ['JUMLAH', act.total] },
    { kind: 'heading', level: 2, text: 'Cara dan jejak' },
    { kind: 'paragraph', align: 'justify', text: 'Nilai dihapus dari register, riwayat, pencarian, dan foto; berkas basis data ditulis ulang tanpa halaman lama; salinan pengaman, basis data rusak yang disisihkan, dan paket terkirim yang sudah diakui penerimanya dihapus dari PC ini. Yang tinggal hanya bahwa catatan itu pernah ada, sehingga paket tidak membawanya kembali.' },
    { kind: 'paragraph', size: 9, text: `Sidik daftar catatan (SHA-256): ${act.records}` },
    { kind: 'heading', level: 2, text: 'Salinan di tempat lain yang harus ditindaklanjuti' },
    { kind: 'list', items: [
      ...((act.copies.sealed ?? 0) > 0 ? [`Paket tersegel yang masih di PC ini, karena belum diakui, diterima, atau diteruskan: ${act.copies.sealed}. Musnahkan sekali lagi sesudah tanda terimanya datang.`] : []),
      act.copies.packages === 0 ? 'Tidak ada paket yang pernah dikirim.' : `Paket yang pernah dikirim: ${act.copies.packages}, kepada ${act.copies.receivers.join(', ')}. Penerima memusnahkan salinannya sendiri.`,
      act.copies.backups === 0 ? 'Tidak ada cadangan di stik atau folder yang tercatat.' : `Cadangan di stik atau folder yang tercatat: ${act.copies.backups}. Timpa atau musnahkan; pemulihan darinya membawa data itu kembali.`,
    ] },
    { kind: 'signatures', rows: [[{ as: ['Yang melaksanakan,'], name: act.by }, { ...(head.before && { before: head.before }), as: head.as, name: head.name, ...(head.after && { after: head.after }) }], [{ as: ['Yang mengesahkan,'], name: act.confirmedBy }, null]] },
  ];
  return { title: 'Berita Acara Pemusnahan Data Pribadi', paper: 'f4', letterhead: letterheadOf(context), size: 11, footer: `Berita acara pemusnahan · ${officeName(context)}`, blocks };
}
