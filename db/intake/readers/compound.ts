import CFB from 'cfb';
import { fail, isFailure } from '../../rules/failure.ts';

export interface CompoundWorkbook {
  /** The workbook's records. */
  readonly stream: Buffer;
  /** `YYYY-MM-DD` when the file says it was last saved, or null. */
  readonly modifiedOn: string | null;
}

/**
 * Takes an old workbook's records out of their container. Simple programs write them without one. Error: FILE_BROKEN, also
 * for a container whose stream is cut short.
 */
export function openCompound(content: Buffer): CompoundWorkbook {
  if (content.length < 4 || content.readUInt32BE(0) !== 0xd0cf11e0) return { stream: content, modifiedOn: null };
  try {
    const { FileIndex } = CFB.read(content, { type: 'buffer' });
    const find = (name: string): CFB.CFB$Entry | undefined => FileIndex.find((entry) => entry.type === 2 && entry.name.toLowerCase() === name);
    const book = find('workbook') ?? find('book');
    if (!book?.content || book.content.length < book.size) return fail('FILE_BROKEN', { detail: 'Workbook' });
    const summary = find('\u0005summaryinformation') ?? find('!summaryinformation');
    return { stream: Buffer.from(book.content), modifiedOn: summary?.content ? savedOn(Buffer.from(summary.content)) : null };
  } catch (error) {
    if (isFailure(error)) throw error;
    return fail('FILE_BROKEN', { detail: (error as Error).message.slice(0, 80) });
  }
}

const LAST_SAVED = 0x0d;
const FILETIME = 0x40;
const MS_FROM_1601 = 11_644_473_600_000;

/** The day a workbook was last saved, out of its summary; null when that says nothing sensible. */
function savedOn(summary: Buffer): string | null {
  try {
    const section = summary.readUInt32LE(44);
    const count = Math.min(summary.readUInt32LE(section + 4), 100);
    for (let index = 0; index < count; index += 1) {
      if (summary.readUInt32LE(section + 8 + index * 8) !== LAST_SAVED) continue;
      const at = section + summary.readUInt32LE(section + 12 + index * 8);
      if (summary.readUInt32LE(at) !== FILETIME) return null;
      const ms = Number(summary.readBigUInt64LE(at + 4) / 10_000n) - MS_FROM_1601;
      return ms > 0 && ms < 4e12 ? new Date(ms).toISOString().slice(0, 10) : null;
    }
  } catch {
    // A damaged summary is no reason not to read the workbook.
  }
  return null;
}
