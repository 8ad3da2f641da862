import type { CallOutput } from '../api/contract.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { Command } from './commands.ts';
import { print, table } from './output.ts';
import { withOffice } from './session.ts';
import { twiceLine } from './twice-line.ts';

export const exportCommand: Command = {
  usage: 'export --office DIR --to CODE[,CODE] --out FOLDER [--full] [--kind LAPORAN|ACUAN|SASARAN|PINDAH|TERUSAN]',
  async run(words) {
    const args = readArguments(words, { to: { type: 'string' }, out: { type: 'string' }, full: { type: 'boolean' }, kind: { type: 'string' } });
    const to = args.need('to').split(',').map((code) => code.trim());
    const kind = kindOf(args.text('kind') ?? 'LAPORAN');
    return withOffice(args, async (call) => {
      const made = await call('package.export', { to, folder: args.need('out'), full: args.flag('full'), kind });
      print(args.flag('json'), made, [`${made.file}: paket ke-${made.sequence}, ${made.changes} perubahan, ${made.bytes} bita`, `SHA-256 ${made.sha256}`]);
      return 0;
    });
  },
};

const kinds = ['LAPORAN', 'ACUAN', 'SASARAN', 'PINDAH', 'TERUSAN'] as const;

function kindOf(text: string): (typeof kinds)[number] {
  return kinds.find((kind) => kind === text.toUpperCase()) ?? wrongKind();
}

function wrongKind(): never {
  throw new UsageError(`--kind is one of ${kinds.join(', ')}`);
}

/** How a report stands before it leaves. */
const REVIEWED = { free: 'boleh keluar tanpa persetujuan', needed: 'menunggu persetujuan pengesah', approved: 'sudah disetujui', stale: 'ada yang berubah sesudah disetujui; menunggu persetujuan lagi' } as const;

export const approveCommand: Command = {
  usage: 'approve --office DIR --to CODE[,CODE] [--full] [--show]',
  async run(words) {
    const args = readArguments(words, { to: { type: 'string' }, full: { type: 'boolean' }, show: { type: 'boolean' } });
    const input = { to: args.need('to').split(',').map((code) => code.trim()), full: args.flag('full') };
    return withOffice(args, async (call) => {
      const review = await call('approval.review', input);
      const list = table([['jenis', 'nama', 'program', 'keadaan', 'isian', 'catatan'], ...review.items.map((one) => [one.kind, one.name ?? '', one.programme ?? '', one.status ?? '', one.fields.map(({ label }) => label).join(', '), one.note ?? ''])]);
      if (args.flag('show') || review.state === 'free' || review.state === 'approved') {
        print(args.flag('json'), review, [...list, `${review.total} usulan atau keputusan: ${REVIEWED[review.state]}`]);
        return review.state === 'free' || review.state === 'approved' ? 0 : 1;
      }
      const approved = await call('approval.give', { ...input, digest: review.digest });
      print(args.flag('json'), { ...review, state: 'approved', approved }, [...list, `${review.total} usulan atau keputusan disetujui oleh ${approved.name}, ${approved.at}`]);
      return 0;
    });
  },
};

export const uploadCommand: Command = {
  usage: 'upload --office DIR',
  async run(words) {
    const args = readArguments(words);
    return withOffice(args, async (call) => {
      const queued = await call('upload.queue', {});
      const done = await call('upload.run', {});
      const { items } = await call('upload.status', {});
      const lines = items.map((one) => [one.file, one.state, one.sent, one.bytes, one.message ?? '']);
      print(args.flag('json'), { ...queued, ...done, items }, table([['berkas', 'keadaan', 'terkirim', 'bita', 'pesan'], ...lines]));
      return done.failed === 0 ? 0 : 1;
    });
  },
};

export const receiveCommand: Command = {
  usage: 'receive --office DIR FILE-OR-FOLDER… [--receipts FOLDER]',
  async run(words) {
    const args = readArguments(words, { receipts: { type: 'string' } });
    args.word(0, 'FILE-OR-FOLDER');
    return withOffice(args, async (call) => {
      const rows = await call('package.receive', { paths: [...args.positionals], receiptsFolder: args.text('receipts') });
      const questions = await call('duplicate.packages', {});
      const twice = questions.filter((one) => rows.some((row) => row.packageId === one.package));
      const told = rows.map((row) => ({ ...row, twice: twice.find((one) => one.package === row.packageId)?.people ?? 0 }));
      print(args.flag('json'), told, [...receivedLines(rows), ...twice.map(twiceLine)]);
      const settled = rows.every((row) => (row.outcome === 'accepted' || row.outcome === 'duplicate') && row.conflicts === 0 && row.quarantined === 0);
      return settled && rows.length > 0 ? 0 : 1;
    });
  },
};

/** A line per file: what became of it, from whom, how much it carries, and how long it took; the sum of several below. */
function receivedLines(rows: readonly CallOutput<'package.receive'>[number][]): string[] {
  if (rows.length === 0) return ['Tidak ada berkas .tepat di sana. Tidak ada data yang diubah. Periksa stik atau folder yang disebut.'];
  const sum = (of: (row: (typeof rows)[number]) => number | null): number => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const time = (seconds: number | null): string => (seconds === null ? '' : seconds.toFixed(2).padStart(6));
  const lines = rows.map((row) => [row.file, row.fromName ?? row.from ?? '', row.outcome, row.code ?? '', row.changes ?? '', row.applied, row.unchanged, row.conflicts, row.quarantined, row.bytes ?? '', time(row.seconds), row.message ?? '']);
  const all = ['', '', '', '', sum((row) => row.changes), sum((row) => row.applied), sum((row) => row.unchanged), sum((row) => row.conflicts), sum((row) => row.quarantined), sum((row) => row.bytes), time(sum((row) => row.seconds)), ''];
  return table([['berkas', 'dari', 'hasil', 'kode', 'baris', 'diterapkan', 'sama', 'konflik', 'karantina', 'bita', 'detik', 'pesan'], ...lines, ...(rows.length > 1 ? [all] : [])]);
}
