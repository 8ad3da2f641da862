import { isFailure } from '../rules/failure.ts';
import { errorText } from '../rules/text.ts';

/** One JSON document on standard output and nothing else, or lines for people. */
export function print(json: boolean, document: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join('\n')}\n`);
}

/** Tells a refusal or a fault: in words on standard error, with `--json` also as a document on standard output. */
export function printFailure(error: unknown, json: boolean): void {
  const code = isFailure(error) ? error.code : 'INTERNAL';
  const params = isFailure(error) ? error.params : { detail: error instanceof Error ? error.message : String(error) };
  const message = errorText('id', code, params);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, params, message } }, null, 2)}\n`);
  process.stderr.write(`${code}: ${message}\n`);
  if (!isFailure(error) && error instanceof Error && process.env.TEPAT_DEBUG) process.stderr.write(`${error.stack ?? ''}\n`);
}

/** 1 for a refusal, 3 for a fault of ours. */
export function failureExit(error: unknown): number {
  return isFailure(error) ? 1 : 3;
}

/** A table for people: columns padded, numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, String(cell).length)));
  return rows.map((row) =>
    row.map((cell, column) => (typeof cell === 'number' ? String(cell).padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd(),
  );
}
