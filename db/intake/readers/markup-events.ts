import { fail } from '../../rules/failure.ts';
import type { ReadEvent } from './cell.ts';
import type { ReadOptions } from './read-options.ts';
import { decodedText, textEncoding } from './text-encoding.ts';

/**
 * Gives a file of tags to a parser piece by piece, and gives on what it has put into `events` after each. What is left at the
 * end, and whether the file was whole, is for the caller to say. Errors: what `write` throws, IMPORT_CANCELLED.
 */
export async function* markupEvents(path: string, options: ReadOptions, events: ReadEvent[], write: (text: string) => void): AsyncGenerator<ReadEvent> {
  const encoding = await textEncoding(path);
  yield { kind: 'workbook', facts: { date1904: false, modifiedOn: null } };
  for await (const piece of decodedText(path, encoding)) {
    if (options.cancelled?.()) fail('IMPORT_CANCELLED');
    write(piece);
    yield* events.splice(0);
  }
}
