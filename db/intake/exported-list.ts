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
  const code = about ? lineOfSheet(about, new RegExp(`^${metadataSheet.programmeCode}$`)) : oneCode(samples);
  const programme = code === undefined || code === '' ? undefined : indexProgrammes(aidProgrammes(office)).get(code)?.uid;
  return programme === undefined ? choices : { ...choices, options: { ...choices.options, programme } };
}

/** The one code in the column that our own lists of recipients have; of rows of several programmes none is chosen. */
function oneCode(samples: readonly SheetSample[]): string | undefined {
  const codes = new Set(samples.flatMap(({ rows }) => {
    const header = rows.findIndex(({ texts }) => hasText(texts, metadataSheet.programme) && hasText(texts, metadataSheet.programmeCode));
    const at = rows[header]?.texts.findIndex((text) => text?.trim() === metadataSheet.programmeCode) ?? -1;
    return header < 0 ? [] : rows.slice(header + 1).flatMap(({ texts }) => texts[at]?.trim() || []);
  }));
  const [code] = codes;
  return codes.size === 1 ? code : undefined;
}

function hasText(texts: readonly (string | null)[], wanted: string): boolean {
  return texts.some((text) => text?.trim() === wanted);
}
