import { objectionGone, objectionUnworthy } from './states.ts';

/** Words before a name that are none, and what people are called who give none. */
const titles = new Set(['PAK', 'BAPAK', 'BPK', 'BU', 'IBU', 'SDR', 'SDRI', 'SAUDARA', 'SAUDARI', 'H', 'HJ', 'HAJI', 'HAJJAH', 'KETUA', 'RT', 'RW', 'KADER', 'WARGA', 'TETANGGA', 'MASYARAKAT', 'PELAPOR', 'PENYANGGAH', 'ANONIM']);
/** Words after which a single word of a name is that name. */
const pointing = new Set(['PAK', 'BAPAK', 'BPK', 'BU', 'IBU', 'SDR', 'SDRI', 'SAUDARA', 'SAUDARI', 'MENURUT', 'KATA', 'PELAPOR', 'PENYANGGAH', 'OLEH']);

/** Whether who objects is told to nobody: an objection of somebody about others. */
export function isSecret(subject: unknown): boolean {
  return subject === objectionUnworthy || subject === objectionGone;
}

/** Whether a text gives away who objected: by the whole name, or by a part of it that is said as a name. */
export function namesApplicant(text: string, applicant: string): boolean {
  const name = wordsOf(applicant).filter((word) => !titles.has(word) && !/^\d+$/.test(word));
  const said = wordsOf(text);
  if (name.length === 0) return false;
  return said.some((word, at) => name.every((part, place) => said[at + place] === part) || (word.length > 2 && name.includes(word) && pointing.has(said[at - 1] ?? '')));
}

function wordsOf(text: string): string[] {
  return text.toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
