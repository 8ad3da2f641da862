import type { Cell, Fill, PlainCell, RichCell } from '../sheet-content.ts';

/** Number formats of the styles: general, text (which keeps long numbers typed into such columns whole), date. */
const formats = [0, 49, 14] as const;
const fills: readonly (Fill | null)[] = [null, 'red', 'yellow'];
const colours: Readonly<Record<Fill, string>> = { red: 'FFFF0000', yellow: 'FFFFFF00' };

export interface CellParts {
  readonly value: PlainCell;
  readonly formula?: string;
  readonly error?: string;
  readonly date?: boolean;
  /** The number of the style in `stylesXml`. */
  readonly style: number;
}

/** A cell taken apart for writing: text cells get the text format, the others the general or the date format. */
export function cellParts(cell: Cell): CellParts {
  const rich = formatOf(cell);
  if (!rich) return { value: cell as PlainCell, style: typeof cell === 'string' ? 1 : 0 };
  const format = rich.date ? 2 : typeof rich.value === 'string' && rich.formula === undefined && rich.error === undefined ? 1 : 0;
  return { ...rich, style: fills.indexOf(rich.fill ?? null) * formats.length + format };
}

/** The cell as one with more to it, or null when it is plain. */
export function formatOf(cell: Cell): RichCell | null {
  return typeof cell === 'object' ? cell : null;
}

/** The styles part of an .xlsx: every format without and with each colour. */
export function stylesXml(namespace: string): string {
  const plainFills = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>';
  const colourFills = fills.flatMap((fill) => (fill ? [`<fill><patternFill patternType="solid"><fgColor rgb="${colours[fill]}"/></patternFill></fill>`] : []));
  const styles = fills.flatMap((fill, at) =>
    formats.map((format) => `<xf numFmtId="${format}" fillId="${fill ? at + 1 : 0}" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${fill ? ' applyFill="1"' : ''}/>`),
  );
  return `<styleSheet xmlns="${namespace}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="${2 + colourFills.length}">${plainFills}${colourFills.join('')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join('')}</cellXfs></styleSheet>`;
}

/** The same styles in the same order, for an old workbook. */
export const biffStyles: readonly { readonly format: number; readonly fill: Fill | null }[] = fills.flatMap((fill) => formats.map((format) => ({ format, fill })));

/** The same styles for an OpenDocument file, as `ce1` and on, with those of shown and hidden tables. */
export function odsStyles(): string {
  const dateStyle = '<number:date-style style:name="N2"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><number:text-style style:name="N1"><number:text-content/></number:text-style>';
  const tables = ['true', 'false'].map((shown, i) => `<style:style style:name="ta${i + 1}" style:family="table"><style:table-properties table:display="${shown}"/></style:style>`);
  const cells = fills.flatMap((fill, at) =>
    formats.map((_, format) => `<style:style style:name="ce${at * formats.length + format}" style:family="table-cell"${format > 0 ? ` style:data-style-name="N${format}"` : ''}>${fill ? `<style:table-cell-properties fo:background-color="#${colours[fill].slice(2).toLowerCase()}"/>` : ''}</style:style>`),
  );
  return `${dateStyle}${tables.join('')}${cells.join('')}`;
}
