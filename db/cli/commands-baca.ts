import { readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print } from './output.ts';
import { clockFor, passphrase, profileDir, withApi } from './session.ts';

/** Shows a BACA file, read only. The code is asked for, or comes from `TEPAT_PASSPHRASE`; a file for an agency's key is opened with `--key`. No office is needed. */
export const openCommand: Command = {
  usage: 'open FILE [--key FILE]',
  async run(words) {
    const args = readArguments(words, { key: { type: 'string' } });
    const path = args.word(0, 'FILE');
    const keyFile = args.text('key');
    const code = keyFile === undefined ? await passphrase() : '';
    const opened = await withApi(profileDir(), clockFor(undefined, false), (call) => call('baca.open', { path, code, ...(keyFile !== undefined && { keyFile }) }));
    const lines = opened.tables.flatMap((table) => [table.columns.map(({ header }) => header).join('\t'), ...table.rows.map((row) => row.map((value) => value ?? '').join('\t'))]);
    print(args.flag('json'), opened, [`${opened.title}: ${opened.office} untuk ${opened.receiver}, dapat dibaca sampai ${opened.until}`, opened.mark, ...lines]);
    return 0;
  },
};
