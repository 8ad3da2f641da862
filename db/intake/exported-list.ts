import { metadataSheet } from '../rules/metadata-sheet.ts';
import type { Reader } from '../store/office.ts';
import { aidProgrammes } from './aid-programmes.ts';
import type { Choices } from './choices.ts';
import { indexProgrammes } from './programme-names.ts';
import type { SheetSample } from './sheet-plan.ts';

/** Whether a sheet is the one in which our own exports say where they are from. */
export function isMetadata({ name, rows }: SheetSample): boolean {
  return name === metadataSheet.name && rows.some(({ texts }) => texts[0]?.startsWith(metadataSheet.hash) === true);
}

/** What a line of a sheet of names and values says. */
export function lineOfSheet({ rows }: SheetSample, label: RegExp): string | undefined {
  return rows.flatMap(({ texts }) => (label.test(texts[0]?.trim() ?? '') ? [texts[1]?.trim() ?? ''] : []))[0];
}

/**
 * The choices about a file that nobody chose anything of yet: recipients that Tepat itself wrote down are those of the
 * programme that the file names, if this office has it.
 */
export function firstChoices(office: Reader, choices: Choices, samples: readonly SheetSample[]): Choices {
  const about = samples.find(isMetadata);
  const code = about && lineOfSheet(about, new RegExp(`^${metadataSheet.programmeCode}$`));
  const programme = code === undefined || code === '' ? undefined : indexProgrammes(aidProgrammes(office)).get(code)?.uid;
  return programme === undefined ? choices : { ...choices, options: { ...choices.options, programme } };
}
