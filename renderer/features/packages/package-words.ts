import type { CallOutput } from '../../../db/api/contract.ts';
import type { TextKey, Translate } from '../../text/text.ts';
import { baseName } from '../../ui/format.ts';
import type { Severity } from '../../ui/marks.tsx';

export type Neighbour = CallOutput<'neighbour.list'>[number];
export type ReceivedRow = CallOutput<'package.receive'>[number];
export type SentPackage = CallOutput<'package.outbox'>[number];
export type FoundFile = CallOutput<'package.look'>[number];

/** So many damaged files are named on a stick. */
const NAMED = 2;

export const outcomeWords: Readonly<Record<ReceivedRow['outcome'], TextKey & `packages.outcome_${string}`>> = {
  accepted: 'packages.outcome_accepted', duplicate: 'packages.outcome_duplicate', parked: 'packages.outcome_parked', refused: 'packages.outcome_refused', fork: 'packages.outcome_fork',
};
export const outcomeSeverity: Readonly<Record<ReceivedRow['outcome'], Severity>> = { accepted: 'done', duplicate: 'info', parked: 'warn', refused: 'block', fork: 'block' };

/** What a package is, in words; a kind that this version does not know is said by its name. */
export function kindWords(t: Translate, kind: string | null): string {
  if (kind === 'LAPORAN') return t('packages.kindReport');
  if (kind === 'TANDA_TERIMA') return t('packages.kindReceipt');
  if (kind === 'ACUAN') return t('packages.kindReference');
  if (kind === 'SASARAN') return t('packages.kindTargets');
  if (kind === 'PINDAH') return t('packages.kindTransfer');
  if (kind === 'TERUSAN') return t('packages.kindRelay');
  if (kind === 'FOTO') return t('verval.kindPhotos');
  return kind ?? t('packages.kindUnknown');
}

/** The number of a package; of one for several offices, in what series it is, and so of one of a later series, as after a restore, where that is known. */
export function numberWords(t: Translate, { sequence, shared, epoch = 1 }: { readonly sequence: number; readonly shared: boolean; readonly epoch?: number }): string {
  const n = shared ? t('packages.numberShared', { n: String(sequence) }) : String(sequence);
  return epoch > 1 ? t('packages.numberEpoch', { n, epoch: String(epoch) }) : n;
}

/** The number of the last package of an office as it stands in a table by itself; empty while none came. */
export function lastNumberWords(t: Translate, sequence: number | null, shared: boolean): string {
  return sequence === null ? '' : t('packages.numberOnly', { n: numberWords(t, { sequence, shared }) });
}

/** What a file is and its number; of one that is not whole, that nothing proves whose it is. */
export function sentWords(t: Translate, row: Pick<ReceivedRow, 'kind' | 'sequence' | 'shared' | 'from' | 'code'>): string {
  const words = row.sequence === null ? kindWords(t, row.kind) : `${kindWords(t, row.kind)} ${numberWords(t, { sequence: row.sequence, shared: row.shared && row.kind === 'LAPORAN' })}`;
  return row.from !== null && isUnproven(row.code) ? `${words} · ${t('packages.unproven')}` : words;
}

/** Whether a file was refused before its signature could be looked at: its sender is only what it says itself. */
export function isUnproven(code: string | null): boolean {
  return code === 'NOT_A_PACKAGE' || code === 'PACKAGE_TRUNCATED' || code === 'PACKAGE_CHANGED';
}

/** What a package that was written holds: changes, and papers of families that move, which are no changes. */
export function writtenWords(t: Translate, { changes, families, people, papers }: Pick<CallOutput<'package.export'>, 'changes' | 'families' | 'people' | 'papers'>): string {
  const told = papers > 0 ? [t('packages.contentsPapers', { n: papers })] : [];
  return (changes === 0 && papers > 0 ? told : [t('packages.contentsWords', { changes, families, people }), ...told]).join(' · ');
}

/** What a package told of families that move: what was answered to offers of this office, else that it carried papers. */
function paperWords(t: Translate, { papers: { count, accepted, refused } }: ReceivedRow): string[] {
  const answers = [...(accepted > 0 ? [t('packages.broughtAccepted', { n: accepted })] : []), ...(refused > 0 ? [t('packages.broughtRefused', { n: refused })] : [])];
  return answers.length > 0 || count === 0 ? answers : [t('packages.broughtPapers', { n: count })];
}

/** Words that are said beside what a file brought, and not in its place. */
const SAID_AFTER: ReadonlySet<string> = new Set(['SENDER_VOUCHED', 'FORK_PENDING', 'TRANSFER_TAKEN_BACK', 'FOLLOW_UP_WAITS']);

/** What a received file brought, in one line; a refusal says why instead. */
export function broughtWords(t: Translate, row: ReceivedRow): string {
  // A PC that is trusted from this package on, say, or an order that a receipt brought: what it brought stands before it.
  if (row.code !== null && SAID_AFTER.has(row.code) && row.message !== null) return `${broughtWords(t, { ...row, code: null, message: null })} · ${row.message}`;
  // What came was taken, whatever became of the answer to it.
  if (row.answerWaits !== null) return `${broughtWords(t, { ...row, answerWaits: null, ...(row.code === row.answerWaits.code ? { code: null, message: null } : {}) })} · ${t('packages.receiptWaits')}`;
  if (row.message !== null) return row.message;
  if (row.kind === 'TANDA_TERIMA') return t('packages.receiptTaken');
  if (row.outcome === 'duplicate') return t('packages.duplicateHint');
  if (row.kind === 'TERUSAN') return t('packages.broughtRelay', { n: row.changes ?? 0 });
  if (row.kind === 'ACUAN' && row.applied + row.unchanged + row.conflicts + row.quarantined === 0) return t('packages.broughtReference');
  const papers = paperWords(t, row);
  if ((row.kind === 'LAPORAN' || papers.length > 0) && row.applied + row.unchanged + row.conflicts + row.quarantined === 0) return papers.join(' · ') || t('packages.broughtNothing');
  const counts = t('packages.brought', { applied: row.applied, unchanged: row.unchanged });
  const extra = [row.conflicts > 0 ? t('packages.broughtConflicts', { n: row.conflicts }) : '', row.quarantined > 0 ? t('packages.broughtQuarantined', { n: row.quarantined }) : ''];
  return [counts, ...extra, ...papers].filter((part) => part !== '').join(' · ');
}

/** Whether a file is damaged for all that can be seen without taking it. */
export function isDamaged(file: Pick<FoundFile, 'kind' | 'damaged'>): boolean {
  return file.kind === null || file.damaged;
}

/** What a stick holds beside what can be taken here: files that are damaged, by name, packages whose card is not trusted, and those that are to go further. */
export function asideWords(t: Translate, files: readonly FoundFile[]): string[] {
  const damaged = files.filter(isDamaged).map((file) => baseName(file.file));
  // Answers to other offices lie on every stick that goes round.
  const others = files.filter((file) => !isDamaged(file) && file.kind !== 'TANDA_TERIMA' && !file.forUs && !file.relay && !file.own).length;
  const barred = files.filter((file) => file.barred);
  const senders = [...new Set(barred.map((file) => file.fromName ?? ''))].join(', ');
  const names = [...damaged.slice(0, NAMED), ...(damaged.length > NAMED ? ['…'] : [])].join(', ');
  return [...(damaged.length > 0 ? [t('packages.stickDamaged', { n: damaged.length, names })] : []), ...(barred.length > 0 ? [t('packages.stickBarred', { n: barred.length, names: senders })] : []), ...(others > 0 ? [t('packages.stickForOthers', { n: others })] : [])];
}

/** The folder on a stick where answers lie. */
export function receiptsFolder(folder: string): string {
  const slash = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[\\/]$/, '')}${slash}tanda-terima`;
}
