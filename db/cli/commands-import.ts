import type { CallOutput } from '../api/contract.ts';
import { fail } from '../rules/failure.ts';
import { errorText } from '../rules/text.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import { importOutcome } from '../intake/import-outcome.ts';
import { findingLines } from './finding-lines.ts';
import { readArguments, UsageError } from './arguments.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print } from './output.ts';
import { withOffice } from './session.ts';
import type { Call } from './session.ts';

type Preview = CallOutput<'import.open'>;
type Result = Omit<CallOutput<'import.commit'>, 'batchId' | 'held'> & { batchId: string | null; held?: number };

export const importCommand: Command = {
  usage: 'import --office DIR FILE [--sheet NAME] [--mapping NAME] [--mode new|update|both] [--erase] [--addresses] [--programme CODE] [--dry-run] [--undo BATCH]',
  async run(words) {
    const args = readArguments(words, {
      'dry-run': { type: 'boolean' }, undo: { type: 'string' }, reason: { type: 'string' }, sheet: { type: 'string' }, mapping: { type: 'string' }, mode: { type: 'string' },
      erase: { type: 'boolean' }, addresses: { type: 'boolean' }, programme: { type: 'string' },
    });
    const batch = args.text('undo');
    const json = args.flag('json');
    if (batch !== undefined) {
      return withOffice(args, async (call) => {
        const undone = await call('import.undo', { batch, reason: args.text('reason') });
        print(json, undone, [`Dibatalkan: ${undone.undone.families} keluarga, ${undone.undone.people} orang. Dibiarkan karena sudah diubah lagi: ${undone.kept.length}`, ...undone.kept.map(({ name, why }) => `  ${name}: ${why}`)]);
        return undone.kept.length === 0 ? 0 : 1;
      });
    }
    const path = args.word(0, 'FILE');
    return withOffice(args, async (call) => {
      const preview = await confirmRegions(call, await choose(call, args, await call('import.open', { path })));
      if (args.flag('dry-run') || preview.blocked.length > 0) {
        const planned = plannedResult(preview);
        await call('import.discard', { staging: preview.staging });
        const [blocked] = preview.blocked;
        if (blocked && !args.flag('dry-run')) fail(blocked.code as ErrorCode, blocked.params);
        report(json, { ...planned, blocked: preview.blocked }, preview);
        return exitFor(planned, preview.blocked.length > 0);
      }
      const result = await call('import.commit', { staging: preview.staging });
      report(json, result, preview);
      return exitFor(result, false);
    });
  },
};

/** What was said on the line about the file: its sheet, its mapping, the mode, the programme. */
async function choose(call: Call, args: Arguments, opened: Preview): Promise<Preview> {
  const { staging } = opened;
  let preview = opened;
  const mapping = args.text('mapping');
  if (mapping !== undefined) preview = await call('import.useMapping', { staging, name: mapping });
  const sheet = args.text('sheet');
  if (sheet !== undefined) {
    if (!preview.sheets.some((one) => one.name === sheet)) throw new UsageError(`--sheet ${sheet}: ${preview.sheets.map((one) => one.name).join(', ')}`);
    for (const { name } of preview.sheets.filter((one) => one.name !== sheet)) preview = await call('import.setMapping', { staging, sheet: name, ignored: true });
  }
  const mode = args.text('mode');
  if (mode !== undefined && mode !== 'new' && mode !== 'update' && mode !== 'both') throw new UsageError('--mode takes new, update or both');
  const programme = await programmeId(call, args.text('programme'));
  if (mode === undefined && programme === undefined && !args.flag('erase') && !args.flag('addresses')) return preview;
  return call('import.setOptions', { staging, ...(mode ? { mode } : {}), ...(args.flag('erase') ? { erase: true } : {}), ...(args.flag('addresses') ? { addresses: true } : {}), ...(programme ? { programme } : {}) });
}

/** A programme by its id, code or name. */
async function programmeId(call: Call, word: string | undefined): Promise<string | undefined> {
  if (word === undefined) return undefined;
  const rows = await call('programme.list', {});
  const found = rows.find((one) => one.id === word || [one.values.code, one.values.shortName, one.values.name].some((text) => typeof text === 'string' && text.toUpperCase() === word.toUpperCase()));
  if (!found) throw new UsageError(`--programme ${word}`);
  return found.id;
}

/** A BPS code whose name beside it names exactly one of the office's own regions needs no one to confirm it. */
async function confirmRegions(call: Call, preview: Preview): Promise<Preview> {
  const open = preview.regions.filter((one) => !one.confirmed);
  const sure = open.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }]));
  return sure.length === 0 ? preview : call('import.confirmRegions', { staging: preview.staging, regions: sure });
}

function plannedResult(preview: Preview): Result {
  return { batchId: null, profile: preview.profile, ...importOutcome(preview.tally), aid: preview.aid, findings: preview.findings };
}

function report(json: boolean, result: Result & { blocked?: Preview['blocked'] }, preview: Preview): void {
  const pair = ({ families, people }: Result['created']): string => `${families} keluarga, ${people} orang`;
  const { recipients } = result;
  const { profileName: layout, findingCount } = preview;
  print(json, result, [
    `${result.rows} baris, ${result.profile === null ? 'berkas tidak dikenali' : `dikenali sebagai ${layout ?? result.profile} (${result.profile})`}`, `baru:    ${pair(result.created)}`, `berubah: ${pair(result.updated)}`,
    `sama:    ${pair(result.unchanged)}`, `ditolak: ${pair(result.rejected)}`, `dibiarkan: ${pair(result.left)}`, `pertanyaan: ${result.questions}`,
    ...(recipients.rows > 0 ? [`penerima: ${recipients.rows} baris, ${recipients.new} didaftarkan, ${recipients.changed} berubah, ${recipients.same} sama, ${recipients.rejected} ditolak`] : []), ...result.aid.map(({ name, count, as }) => `${as === 'proposal' ? 'diusulkan' : 'riwayat'}: ${count} ${name}`), result.summary,
    ...(result.held ? [`menunggu orang kedua: ${result.held} NIK atau No KK (tepat conflicts)`] : []),
    ...unreadLines(preview), ...findingLines(result.findings).slice(0, 50), ...(findingCount > result.findings.length ? [`  … ${result.findings.length} dari ${findingCount} temuan, yang terberat dahulu; semuanya ada di layar Periksa dan di berkas kesalahan.`] : []), ...(result.blocked ?? []).map(({ code, params }) => `${code}: ${errorText('id', code as ErrorCode, params)}`), lastLine(result),
  ]);
}

/** Columns of each sheet that were not read, by letter and header: nobody is to find out later that they were passed over. */
function unreadLines({ sheets }: Preview): string[] {
  return sheets.filter(({ layout, ignored }) => layout !== null && !ignored).flatMap(({ name, columns }) => {
    const unread = columns.filter(({ target, note }) => target === null && note === 'not-read').map(({ letter, header }) => `${letter} (${header.trim()})`);
    return unread.length === 0 ? [] : [`  ${name}: kolom yang tidak dibaca: ${unread.join(', ')}`];
  });
}

/** What stands in the register now, and how it is taken back; what changed nothing needs no undo. */
function lastLine({ batchId, effect }: Result): string {
  if (batchId === null) return 'Tidak ada yang disimpan.';
  return effect === 'none' ? `Bets ${batchId}; tidak ada yang berubah.` : `Bets ${batchId}; batalkan dengan --undo ${batchId}`;
}

function exitFor(result: Result, blocked: boolean): number {
  const waits = result.questions + result.rejected.families + result.rejected.people;
  return blocked || waits > 0 || (result.effect === 'none' && result.unchanged.families + result.unchanged.people + result.recipients.same === 0) ? 1 : 0;
}
