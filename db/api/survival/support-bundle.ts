import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { arch, freemem, platform, release, totalmem } from 'node:os';
import { beginWholeFile } from '../../store/whole-file.ts';
import type { WrittenFile } from '../../store/whole-file.ts';
import { zipInto } from '../../store/zip-writer.ts';
import { schemaVersion } from '../../store/migrate.ts';
import { isOfficeFolder, readIdentity } from '../../store/office-folder.ts';
import { VERSION } from '../../rules/version.ts';
import type { Context } from '../handler.ts';
import type { Host } from '../host.ts';
import { logFolder, readEvents } from './event-log.ts';
import { checkHealth } from './health-items.ts';

/** Runs of so many digits are numbers of people or of offices; whoever helps needs none of them. */
const LONG_DIGITS = /\d[\d. -]{7,}\d/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/**
 * Writes what somebody who helps from afar needs into one ZIP: version, sizes and names of the program's own files, the
 * numbered checks, counts, kinds and times of the last acts, and the log. No name, no number of a person, no text that
 * was typed: what is not on this list is not in it, and what looks like a number or an id is masked once more. Also for
 * an office that cannot be opened; then without what only the register tells.
 */
export function writeSupportBundle(path: string, host: Host, context: Context | null): WrittenFile & { parts: string[] } {
  const whole = beginWholeFile(path);
  const parts: string[] = [];
  try {
    const zip = zipInto(whole);
    const add = (name: string, text: string): void => {
      const part = zip.part(name);
      part.write(masked(text));
      part.end();
      parts.push(name);
    };
    const dir = host.officeDir();
    add('ringkasan.json', asJson(summaryOf(host, dir)));
    if (dir !== null) add('berkas.json', asJson(filesOf(dir)));
    if (context) {
      add('kesehatan.json', asJson(checkHealth(context, () => undefined)));
      add('jumlah.json', asJson(countsIn(context)));
      add('kegiatan.json', asJson(lastActs(context)));
    }
    add('catatan.log', readEvents(host.options.profileDir).join('\n'));
    zip.end();
    return { ...whole.finish(), parts };
  } catch (error) {
    whole.discard();
    throw error;
  }
}

function masked(text: string): string {
  return text.replace(UUID, (id) => `${id.slice(0, 4)}…`).replace(LONG_DIGITS, (digits) => (/^\d{4}-\d{2}-\d{2}/.test(digits) ? digits : '*'.repeat(digits.length)));
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

function summaryOf(host: Host, dir: string | null): object {
  const identity = dir !== null && isOfficeFolder(dir) ? identityOrNull(dir) : null;
  return {
    version: VERSION, schema: schemaVersion(), at: host.surroundings.now().toISOString(), node: process.versions.node, electron: process.versions.electron ?? null,
    system: `${platform()} ${release()} ${arch()}`, memoryMB: [Math.round(freemem() / 1e6), Math.round(totalmem() / 1e6)],
    office: identity && { level: identity.level, practice: identity.practice }, offices: host.offices().length, logs: existsSync(logFolder(host.options.profileDir)),
  };
}

function identityOrNull(dir: string): ReturnType<typeof readIdentity> | null {
  try {
    return readIdentity(dir);
  } catch {
    return null;
  }
}

/** The office folder's own files with their sizes; packages are counted, because their names tell offices and periods. */
function filesOf(dir: string): object {
  const own: { name: string; bytes: number; changed: string }[] = [];
  const others: Record<string, { files: number; bytes: number }> = {};
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const { size, mtime } = statSync(file);
    const name = relative(dir, file).replaceAll('\\', '/');
    const folder = name.includes('/') ? (name.split('/')[0] ?? '') : '';
    if (folder === '' || folder === 'snapshots' || folder === 'damaged') own.push({ name, bytes: size, changed: mtime.toISOString() });
    else others[folder] = { files: (others[folder]?.files ?? 0) + 1, bytes: (others[folder]?.bytes ?? 0) + size };
  }
  return { own, others };
}

function countsIn({ reader }: Context): object {
  const tables = reader.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[];
  return Object.fromEntries(tables.map((name) => {
    try {
      return [name, reader.db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()];
    } catch (error) {
      return [name, (error as { code?: string }).code ?? 'unreadable'];
    }
  }));
}

/** Kinds and times of the last acts; of whom and about whom is not told. */
function lastActs({ reader }: Context): unknown[] {
  return reader.db.prepare('SELECT id, at, kind, last - first + 1 AS changes, sourceKind FROM tx ORDER BY id DESC LIMIT 200').all();
}
