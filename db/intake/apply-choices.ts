import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Choices, SheetChoice } from './choices.ts';
import { guessHeader, openColumns } from './guess-header.ts';
import { readTarget } from './import-targets.ts';
import { mappedChoices, savedMappings } from './saved-mappings.ts';
import type { ColumnPlan, Recognition, SheetPlan, SheetSample } from './sheet-plan.ts';
import type { IntakeEntity } from './types.ts';
import type { SheetShape } from './sheet-plan.ts';

const unknownLayout: readonly string[] = ['LAYOUT_UNKNOWN', 'LAYOUT_NOT_YET', 'LAYOUT_COLUMNS'];

/**
 * What was recognised, with what the clerk corrected: sheets left out, another header row or shape, columns that mean
 * something else. A sheet that was not recognised at all becomes readable once its columns were named.
 */
export function applyChoices(recognition: Recognition, samples: readonly SheetSample[], { sheets: choices, mapping }: Choices): Recognition {
  if (Object.keys(choices).length === 0) return recognition;
  const sheets = samples.flatMap((sample): SheetPlan[] => {
    const plan = recognition.sheets.find((one) => one.no === sample.no);
    const choice = choices[String(sample.no)];
    if (!choice) return plan ? [plan] : [];
    if (choice.ignored === true) return [];
    const chosen = chosenPlan(sample, plan, choice);
    return chosen ? [chosen] : [];
  });
  const profile = mapping !== null ? `mapped:${mapping}` : (recognition.profile ?? (sheets.length > 0 ? 'list' : null));
  const blocked = sheets.length > 0 ? recognition.blocked.filter((one) => !unknownLayout.includes(one.code)) : recognition.blocked;
  return { ...recognition, profile, sheets, blocked };
}

function chosenPlan(sample: SheetSample, plan: SheetPlan | undefined, choice: SheetChoice): SheetPlan | null {
  const shape = choice.shape ?? plan?.shape ?? 'list';
  const headerRow = choice.headerRow ?? plan?.headerRow ?? guessHeader(sample.rows);
  const entity: IntakeEntity = shape === 'families' || shape === 'desil' ? 'family' : 'person';
  const same = headerRow === plan?.headerRow && entity === plan.entity;
  const columns = (same ? plan.columns : openColumns(sample.rows, headerRow)).map((column) => chosenColumn(column, choice, entity, shape));
  if (!plan && !columns.some((column) => column.target !== null)) return null;
  const why = [{ code: 'WHY_CHOSEN', params: { row: headerRow } }];
  return { no: sample.no, layout: choice.layout ?? plan?.layout ?? 'list', shape, entity, headerRow, headerEnd: same ? plan.headerEnd : headerRow, columns, why };
}

function chosenColumn(column: ColumnPlan, choice: SheetChoice, entity: IntakeEntity, shape: SheetShape): ColumnPlan {
  const target = choice.columns?.[String(column.index)];
  if (target === undefined) return column;
  const read = target === null || target === '@skip' ? null : readTarget(target, entity, shape !== 'families' && shape !== 'people');
  return { index: column.index, header: column.header, target: read, reason: read === null ? 'not-kept' : 'mapping' };
}

/**
 * A file about which nothing was said yet is read with the saved mapping that fits it best. Where something else explains it
 * already, that mapping must have been kept for the very same columns: then it is what a clerk corrected.
 */
export function knownMapping(office: Reader, recognition: Recognition, samples: readonly SheetSample[], choices: Choices): Choices {
  if (choices.mapping !== null || Object.keys(choices.sheets).length > 0) return choices;
  let best: Choices | null = null;
  let most = 0;
  for (const mapping of savedMappings(office)) {
    const mapped = mappedChoices(mapping, samples, choices, { today: today(office), chosen: false, known: recognition.profile !== null });
    const hits = Object.values(mapped?.sheets ?? {}).reduce((sum, sheet) => sum + Object.values(sheet.columns ?? {}).filter((target) => target !== null).length, 0);
    if (mapped && hits > most) [best, most] = [mapped, hits];
  }
  return best ?? choices;
}
