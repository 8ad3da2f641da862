import { sha256Hex } from '../store/digest.ts';
import { writeFileWhole } from '../store/files.ts';
import { PRACTICE } from './metadata.ts';

/** A letter as plain data: what its page is made of. */
export interface Letter {
  readonly title: string;
  /** Lines above the title: the office, its address. */
  readonly head: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly paragraphs: readonly string[];
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } | null;
  /** Who signs: a title, and the name where it is known. */
  readonly signatures: readonly { readonly as: string; readonly name: string }[];
  readonly practice: boolean;
}

/** Fills `{name}` in a template's text; what is not known stays visible. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string[] {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole).split(/\n{2,}/).map((one) => one.trim()).filter((one) => one !== '');
}

/** Writes a letter as one page of HTML that needs nothing else, whole or not at all, for printing. */
export function writeLetter(letter: Letter, file: string): { file: string; sha256: string } {
  const content = Buffer.from(pageOf(letter), 'utf8');
  writeFileWhole(file, content);
  return { file, sha256: sha256Hex(content) };
}

function pageOf({ title, head, facts, paragraphs, table, signatures, practice }: Letter): string {
  const cells = (row: readonly string[], tag: 'td' | 'th'): string => `<tr>${row.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('')}</tr>`;
  return [
    '<!doctype html>', '<html lang="id"><head><meta charset="utf-8">', `<title>${escape(title)}</title>`,
    '<style>@page{margin:2cm}body{font:12pt serif;max-width:19cm;margin:auto}h1{font-size:14pt;text-align:center}header{text-align:center;border-bottom:2px solid}table{border-collapse:collapse;width:100%;margin:1em 0}.list td,.list th{border:1px solid;padding:2px 6px}th{text-align:left}.signs{display:flex;justify-content:space-between;margin-top:2em}.signs div{width:40%;text-align:center}.signs span{display:block;height:5em}.mark{text-align:center;font-weight:bold}</style></head><body>',
    ...(practice ? [`<p class="mark">${escape(PRACTICE)}</p>`] : []),
    `<header>${head.map((line) => `<p>${escape(line)}</p>`).join('')}</header>`, `<h1>${escape(title)}</h1>`,
    `<table><tbody>${facts.map(([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`).join('')}</tbody></table>`,
    ...paragraphs.map((text) => `<p>${escape(text)}</p>`),
    ...(table ? [`<table class="list"><thead>${cells(table.columns, 'th')}</thead><tbody>${table.rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`] : []),
    `<div class="signs">${signatures.map(({ as, name }) => `<div>${escape(as)}<span></span>${escape(name)}</div>`).join('')}</div>`, '</body></html>', '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}
