/** One version of one code list: codes with the labels that the form, the family card or the file prints. */
export interface CodeList {
  /** Source and name: `RSEK.303`, `KK.shdk`, `BDT15.lantai`. */
  readonly name: string;
  readonly version: string;
  /** The value of a field is a sum of ticked codes. */
  readonly bits?: true;
  readonly codes: readonly (readonly [code: number, label: string])[];
}
