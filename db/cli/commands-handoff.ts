import { readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print, table } from './output.ts';
import { withOffice } from './session.ts';

export const exportCommand: Command = {
  usage: 'export --office DIR --to CODE[,CODE] --out FOLDER [--full] [--kind KIND]',
  async run(words) {
    const args = readArguments(words, { to: { type: 'string' }, out: { type: 'string' }, full: { type: 'boolean' }, kind: { type: 'string' } });
    const to = args.need('to').split(',').map((code) => code.trim());
    const kind = (args.text('kind') ?? 'LAPORAN') as 'LAPORAN';
    return withOffice(args, async (call) => {
      const made = await call('package.export', { to, folder: args.need('out'), full: args.flag('full'), kind });
      print(args.flag('json'), made, [`${made.file}: paket ke-${made.sequence}, ${made.changes} perubahan, ${made.bytes} bita`, `SHA-256 ${made.sha256}`]);
      return 0;
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
      const lines = rows.map((row) => [row.file, row.outcome, row.code ?? '', row.applied, row.unchanged, row.conflicts, row.quarantined, row.message ?? '']);
      print(args.flag('json'), rows, table([['berkas', 'hasil', 'kode', 'diterapkan', 'sama', 'konflik', 'karantina', 'pesan'], ...lines]));
      const settled = rows.every((row) => (row.outcome === 'accepted' || row.outcome === 'duplicate') && row.conflicts === 0 && row.quarantined === 0);
      return settled && rows.length > 0 ? 0 : 1;
    });
  },
};
