import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fail } from '../../rules/failure.ts';
import { wideEncoding } from './text-encoding.ts';

/** What a file is by its first bytes; its name is not asked. */
export type FileKind = 'zip' | 'xls' | 'old' | 'protected' | 'word' | 'sheetXml' | 'xml' | 'html' | 'archive' | 'text' | 'pdf' | 'empty' | 'unknown';

const SAMPLE = 65_536;
const WINDOW = 1 << 20;

/** Tells what a file is by its content. Error: FILE_NOT_FOUND. */
export function detectFile(path: string): FileKind {
  const handle = openFile(path);
  try {
    const size = fstatSync(handle).size;
    if (size === 0) return 'empty';
    const head = Buffer.alloc(Math.min(SAMPLE, size));
    readSync(handle, head, 0, head.length, 0);
    if (head.readUInt32BE(0) === 0x504b0304 || head.readUInt32BE(0) === 0x504b0506) return 'zip';
    if (head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0) return compoundKind(handle, size);
    // Without a container a BOF record stands at the very start: BIFF 2 to 4, and what simple programs write.
    if (head[0] === 0x09 && [0x00, 0x02, 0x04].includes(head[1] ?? -1) && (head[2] === 4 || head[2] === 6)) return 'old';
    if (head[0] === 0x09 && head[1] === 0x08 && head[3] === 0 && [8, 16].includes(head[2] ?? 0)) return 'xls';
    if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
    return textKind(head);
  } catch (error) {
    if (error instanceof RangeError) return 'unknown';
    throw error;
  } finally {
    closeSync(handle);
  }
}

function openFile(path: string): number {
  try {
    const handle = openSync(path, 'r');
    if (fstatSync(handle).isFile()) return handle;
    closeSync(handle);
  } catch {
    // Falls through: what cannot be opened is not there for us.
  }
  return fail('FILE_NOT_FOUND', { file: path });
}

/** A compound file holds an old workbook, a password-protected new one, or a Word document: its stream names tell. */
function compoundKind(handle: number, size: number): FileKind {
  const names: readonly (readonly [string, FileKind])[] = [
    ['EncryptedPackage', 'protected'], ['Workbook', 'xls'], ['Book', 'xls'], ['WORKBOOK', 'xls'], ['BOOK', 'xls'], ['WordDocument', 'word'],
  ];
  const overlap = 64;
  const window = Buffer.alloc(WINDOW + overlap);
  const seen = new Set<FileKind>();
  for (let at = 0; at < size; at += WINDOW) {
    const read = readSync(handle, window, 0, window.length, at);
    for (const [name, kind] of names) {
      if (window.subarray(0, read).includes(Buffer.from(name, 'utf16le'))) seen.add(kind);
    }
    if (seen.has('protected')) return 'protected';
  }
  return seen.has('xls') ? 'xls' : seen.has('word') ? 'word' : 'unknown';
}

const htmlTags = 'html|table|head|body|style|meta|title|script|link|div|span|center|font|form|p|b|h[1-6]|br|thead|tbody|tr';

function textKind(head: Buffer): FileKind {
  const wide = wideEncoding(head);
  const text = new TextDecoder(wide ?? 'utf-8').decode(head).trimStart().replace(/^(?:<!--[\s\S]*?-->\s*)+/, '');
  if (/^<!doctype html/i.test(text) || new RegExp(`^<(?:${htmlTags})\\b`, 'i').test(text)) return 'html';
  if (/^(?:<\?[^>]*>\s*)*<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return 'sheetXml';
  if (/^<\?xml/i.test(text)) return /<html\b|<table\b/i.test(text.slice(0, 2000)) ? 'html' : 'xml';
  if (/^MIME-Version:/i.test(text)) return 'archive';
  // Word's and other programs' texts, SYLK, DIF, and data of programs: they would be taken for one long column.
  if (/^(\{\\rtf|ID;P|TABLE\r?\n0,1\r?\n|\{\s*"|\[\s*[{[])/.test(text)) return 'unknown';
  if (!wide && head.includes(0)) return 'unknown';
  const strange = text.replace(/[\x09\x0a\x0d\x20-\x7e\u00a0-\uffff]/g, '').length;
  return strange * 50 > text.length ? 'unknown' : 'text';
}
