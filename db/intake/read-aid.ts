import type { Cell } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import { cleanText } from './row-values.ts';
import type { RowFinding } from './row-values.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** That a row says somebody receives a programme. */
export interface SaidAid {
  /** The programme's code, or its id. */
  readonly programme: string;
  readonly column: number;
  /** What the column is called and what stands in it, with the period where one is told. */
  readonly said: string;
  /** The row names the programme itself, in a column that all programmes share. */
  readonly named?: true;
}

const yes = /^(1|3|Y|YA|IYA|YES|TRUE|BENAR|ADA|V|√|✓|✔|DAPAT|TERIMA|MENERIMA|PENERIMA|PESERTA|AKTIF|TERDAFTAR|(1|3)[ .:-]+YA)$/;
const no = /^(0|2|4|T|N|TIDAK|TDK|NO|FALSE|SALAH|BUKAN|BELUM|X|NULL|N\/A|NONAKTIF|(TIDAK|TDK|BUKAN|BELUM) .*|(2|4)[ .:-]+TIDAK|[-–.]*)$/;
const year = /^(19|20)\d\d$/;

/** Which programmes a row says are received. What is neither a yes nor a no is told, and claims nothing. */
export function readAid(plan: SheetPlan, cells: readonly (Cell | null)[], findings: RowFinding[]): SaidAid[] {
  const { aid, named } = rowPlanOf(plan);
  if (aid.length === 0 && named.length === 0) return [];
  return [...named.flatMap(({ index, header }) => readName(cells[index] ?? null, index, header)), ...aid.flatMap(({ index, header, programme, period }) => {
    const cell = cells[index] ?? null;
    // What an error in a cell means is told with all others.
    const text = cell && cell.type !== 'error' ? cleanText(cell.text) : '';
    const word = text.toUpperCase();
    const when = period < 0 ? '' : cleanText(cells[period]?.text ?? '');
    if (yes.test(word) || year.test(word) || sameWord(word, programme) || sameWord(word, header)) return [{ programme, column: index, said: `${header}: ${text}${when === '' || when === '-' ? '' : `, ${when}`}` }];
    if (!no.test(word)) findings.push({ code: 'AID_UNREAD', severity: 'warn', column: index, params: { text }, value: cell?.text ?? null });
    return [];
  })];
}

/** What a cell calls the programme; a yes, a no and a number name none. */
function readName(cell: Cell | null, column: number, header: string): SaidAid[] {
  const text = cell?.type === 'text' ? cleanText(cell.text) : '';
  const word = text.toUpperCase();
  if (yes.test(word) || no.test(word) || !/\p{L}{2}/u.test(text)) return [];
  return [{ programme: text, column, said: `${header}: ${text}`, named: true }];
}

/** Lists also write the programme's own name into its column. */
function sameWord(word: string, name: string): boolean {
  const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return plain(word) !== '' && plain(word) === plain(name);
}
