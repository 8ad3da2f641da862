/** How much each figure is measured on. */
export interface Sizes {
  /** Families of one kelurahan: bulk write, package, the window's list. */
  readonly kelurahan: number;
  /** Families that are searched: 70,000 people. */
  readonly searched: number;
  /** Families of the spreadsheet that is imported meanwhile. */
  readonly imported: number;
  /** Families of the large spreadsheet, 100,000 rows with their people. */
  readonly large: number;
  /** Rows of the spreadsheet that is read, of the one that is written, and of the plain list that is imported. */
  readonly written: number;
  /** Families of a city, which is searched and in which duplicates are looked for: 700,000 people. */
  readonly city: number;
  /** Rows of a report of changes out of a city. */
  readonly changed: number;
  /** Families of the smaller of two whole reports whose memory is compared. */
  readonly reported: number;
  /** Families per held-out seed of planted duplicates. */
  readonly planted: number;
  /** Families of a list by name that is written to paper; a few generated ones have no No KK and are left out of the file. */
  readonly named: number;
  /** Rounds of the bulk write. */
  readonly rounds: number;
}

/** The full sizes; with `--scale 0.1` a tenth of them, to try the bench itself. Throws on another number than 0 to 1. */
export function readSizes(args: readonly string[]): Sizes {
  const at = args.indexOf('--scale');
  const scale = at < 0 ? 1 : Number(args[at + 1]);
  if (!(scale > 0 && scale <= 1)) throw new RangeError('--scale takes a number above 0, 1 at most');
  const scaled = (families: number): number => Math.max(200, Math.round(families * scale));
  return { kelurahan: scaled(7_000), searched: scaled(20_500), imported: scaled(3_500), large: scaled(22_500), written: scaled(100_000), city: scaled(200_000), changed: scaled(10_000), reported: scaled(12_000), planted: scaled(15_000), named: scaled(2_100), rounds: 5 };
}
