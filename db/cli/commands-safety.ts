import { readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print } from './output.ts';
import { clockFor, passphrase, withApi, withOffice } from './session.ts';

export const backupCommand: Command = {
  usage: 'backup --office DIR --out FILE',
  async run(words) {
    const args = readArguments(words, { out: { type: 'string' } });
    const path = args.need('out');
    return withOffice(args, async (call) => {
      const made = await call('backup.create', { path });
      print(args.flag('json'), made, [`Cadangan ditulis dan dibuka kembali: ${made.file}`, `${made.families} keluarga, ${made.people} orang, ${made.changes} perubahan, ${made.bytes} bita`, ...photoLine(made.photos)]);
      return 0;
    });
  },
};

export const restoreCommand: Command = {
  usage: 'restore --office DIR FILE',
  async run(words) {
    const args = readArguments(words);
    const file = args.word(0, 'FILE');
    const user = process.env.TEPAT_USER ?? '';
    const secret = await passphrase();
    const made = await withApi(args.need('office'), clockFor(undefined, false), (call) => call('backup.restore', { file, user, passphrase: secret }));
    print(args.flag('json'), made, [`Dipulihkan: ${made.families} keluarga, ${made.people} orang. Perubahan yang hilang: ${made.lostChanges}. Epok baru: ${made.epoch}.`, ...(made.photos.total + made.photos.missing === 0 ? [] : [`Foto: ${made.photos.total} di sini, ${made.photos.missing} tidak ada di samping cadangan.`])]);
    return 0;
  },
};

export const verifyCommand: Command = {
  usage: 'verify --office DIR',
  async run(words) {
    const args = readArguments(words);
    return withOffice(args, async (call) => {
      const found = await call('verify', {});
      print(args.flag('json'), found, [found.ok ? 'Semua cocok.' : `ADA YANG TIDAK COCOK: ${found.problems.join('; ')}`, JSON.stringify(found.counts), `kepala rantai ${found.auditHead}`]);
      return found.ok ? 0 : 1;
    });
  },
};

function photoLine({ folder, added, total, problem }: { folder: string | null; added: number; total: number; problem: string | null }): string[] {
  if (problem !== null) return [`FOTO TIDAK IKUT (${problem}): jalankan Periksa kesehatan.`];
  return folder === null ? [] : [`Foto: ${total}, ${added} di antaranya baru, di ${folder}`];
}
