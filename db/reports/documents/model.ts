/** A document as plain data: the same model becomes the PDF and the `.docx`. Lengths are millimetres, type sizes points. */
export interface DocumentModel {
  readonly title: string;
  readonly paper: 'a4' | 'f4';
  readonly landscape?: boolean;
  readonly letterhead?: Letterhead;
  readonly blocks: readonly Block[];
  /** Small words at the foot of every page, left of the page number. */
  readonly footer?: string;
  /** Words at the head of every page: practice data, or for whom the document is. */
  readonly mark?: string;
  /** Size of running text; 11 when absent. */
  readonly size?: number;
  /** 25 at the left and 20 elsewhere when absent; 15 all round on landscape paper. */
  readonly margins?: Margins;
  /** Letters of one page carry no page number; of more, every page does in the PDF, and in a .docx every one after the first. */
  readonly unnumbered?: true;
}

export interface Margins { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }

/** The head of an official letter (kop surat), closed by a double rule. */
export interface Letterhead {
  /** From the highest office to the one that writes: "PEMERINTAH KOTA …", "KECAMATAN …", "KELURAHAN …". */
  readonly offices: readonly string[];
  /** Address, telephone, e-mail. */
  readonly lines: readonly string[];
  readonly logo?: ImageData;
}

/** A picture: the bytes of a PNG or JPEG in base64. */
export type ImageData = string;

export type Align = 'left' | 'center' | 'right' | 'justify';

/** A cell: numbers are written with thousands apart, and can be summed by page. */
export type Cell = string | number | null;

export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level?: 1 | 2; readonly align?: Align; readonly underline?: boolean }
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: Align; readonly bold?: boolean; readonly size?: number; readonly indent?: number; readonly firstLine?: number; readonly keep?: boolean }
  /** Points of a list: "1." … or a dash. */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean; readonly indent?: number }
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [label: string, value: string])[]; readonly indent?: number; readonly labelWidth?: number }
  /** The opening of a letter: number, enclosures and subject at the left; date and addressee at the right. */
  | { readonly kind: 'opening'; readonly pairs: readonly (readonly [label: string, value: string])[]; readonly right: readonly string[] }
  | TableBlock
  | SignaturesBlock
  | { readonly kind: 'form'; readonly items: readonly FormItem[]; readonly columns?: 1 | 2 }
  | { readonly kind: 'image'; readonly data: ImageData; readonly width: number; readonly align?: Align; readonly caption?: string }
  | { readonly kind: 'qr'; readonly text: string; readonly size: number; readonly align?: Align; readonly caption?: string }
  | { readonly kind: 'spacer'; readonly height: number }
  | { readonly kind: 'pageBreak' };

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly DocumentColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** A closing row in bold. */
  readonly totals?: readonly Cell[];
  /** A line that sums number columns at the foot of every page. */
  readonly subtotal?: { readonly label: string; readonly columns: readonly number[] };
  /** A line (1), (2), (3) below the header. */
  readonly numbered?: boolean;
  readonly size?: number;
  /** Rows are at least so high, as for signatures by hand. */
  readonly rowHeight?: number;
  /** Without lines around the cells. */
  readonly plain?: boolean;
  /** Places of rows in bold, as subtotals inside a table. */
  readonly boldRows?: readonly number[];
}

export interface DocumentColumn {
  readonly title: string;
  /** Relative to the other columns; 1 when absent. */
  readonly width?: number;
  readonly align?: Align;
  /** Neighbours of the same group stand under one heading. */
  readonly group?: string;
  /** The number of the row with dots to sign on, odd at the left and even in the middle. */
  readonly signed?: true;
}

/** Rows of places to sign; a row is never parted, nor from the last lines before it. */
export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly rows: readonly (readonly SignaturePlace[])[];
}

export type SignaturePlace = null | Signatory | { readonly qr: string; readonly size?: number; readonly caption: readonly string[] };

export interface Signatory {
  /** Above the office: "Bontang, 2 Januari 2026". */
  readonly before?: readonly string[];
  /** "LURAH GUNUNG TELIHAN", or "a.n. LURAH", "Kasi Kesejahteraan Sosial". */
  readonly as: readonly string[];
  /** Null leaves dots to write on. */
  readonly name: string | null;
  /** Rank and NIP, a line each. */
  readonly after?: readonly string[];
  /** Words in the place of the stamp duty. */
  readonly stamp?: string;
}

/** What is filled in by hand: boxes for characters, choices to tick, or a dotted line; with what is known already. */
export type FormItem =
  | { readonly label: string; readonly boxes: number; readonly value?: string }
  | { readonly label: string; readonly choices: readonly { readonly code: string; readonly label: string; readonly ticked?: boolean }[] }
  | { readonly label: string; readonly line: true; readonly value?: string }
  | { readonly section: string };

/** What a writer is told beside the model: the moment that stands in the file, so that the same input gives the same bytes. */
export interface WriteOptions {
  /** ISO moment. */
  readonly at: string;
  readonly author?: string;
  /** Told now and then: table rows laid out, of how many. */
  readonly progress?: (done: number, total: number) => void;
  readonly cancelled?: () => boolean;
}
