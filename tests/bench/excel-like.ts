import { writeFileSync } from 'node:fs';
import { columnLetters } from '../../db/intake/readers/cell.ts';
import { zipFile } from '../helpers/zip-file.ts';

const COLUMNS = 25;
const words = ['AMINAH BINTI ABDULLAH', 'Jl. Bhayangkara Gg. Mawar No. 12', 'Islam', 'Tamat SMP/sederajat', 'Kawin tercatat', 'Buruh harian lepas', 'Gunung Telihan', 'Perempuan'] as const;
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/**
 * Writes a workbook as Excel itself writes a list of people: shared strings, of which identifiers, names and addresses come
 * once each, styles on every cell, numbers and dates as numbers, some cells empty.
 */
export function writeExcelLike(path: string, rows: number): void {
  const numbers = new Map<string, number>();
  const strings: string[] = [];
  const shared = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, strings.length);
    strings.push(`<si><t>${text}</t></si>`);
    return strings.length - 1;
  };
  const letters = Array.from({ length: COLUMNS }, (_, index) => columnLetters(index));
  const parts: string[] = [];
  for (let row = 1; row <= rows + 1; row += 1) {
    const cells = letters.map((letter, place) => cellXml(`${letter}${row}`, row, place, shared));
    parts.push(`<row r="${row}" spans="1:25" x14ac:dyDescent="0.25">${cells.join('')}</row>`);
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
  writeFileSync(path, zipFile({
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main} xmlns:x14ac="x"><dimension ref="A1:Y${rows + 1}"/><sheetData>${parts.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst ${main} count="${strings.length}" uniqueCount="${strings.length}">${strings.join('')}</sst>`,
  }));
}

function cellXml(at: string, row: number, place: number, shared: (text: string) => number): string {
  if (row === 1) return `<c r="${at}" s="1" t="s"><v>${shared(`Kolom ${place + 1}`)}</v></c>`;
  const text = (said: string): string => `<c r="${at}" s="1" t="s"><v>${shared(said)}</v></c>`;
  if (place === 0) return text(String(6_474_030_101_900_000 + row));
  if (place === 1) return text(String(6_474_030_202_100_000 + Math.floor(row / 4)));
  if (place === 2) return text(`${words[0]} ${row}`);
  if (place === 3) return text(`${words[1]} RT ${row % 30} / ${row}`);
  if (place % 6 === 4) return `<c r="${at}" s="2"><v>${20_000 + ((row * 7) % 20_000)}</v></c>`;
  if (place % 6 === 5) return `<c r="${at}"><v>${(row * place) % 97}</v></c>`;
  if ((row + place) % 23 === 0) return `<c r="${at}" s="1"/>`;
  return text(words[(row + place) % words.length] ?? '');
}
