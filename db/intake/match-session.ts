import { today } from '../store/office.ts';
import { rulesAtHand } from '../registry/aid/candidate.ts';
import type { RulesAtHand } from '../registry/aid/candidate.ts';
import type { Reader } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import type { FileFacts } from './check-file.ts';
import { aidProgrammes } from './aid-programmes.ts';
import { lettingThrough } from './set-aside.ts';
import type { LetThrough } from './set-aside.ts';
import { indexProgrammes } from './programme-names.ts';
import type { ProgrammeIndex } from './programme-names.ts';
import { answerKey, answersOf, choicesOf } from './choices.ts';
import { dateDoubts } from './date-doubts.ts';
import type { DateDoubts } from './date-doubts.ts';
import { emptyColumns } from './empty-columns.ts';
import type { Judged } from './judged.ts';
import { hasFamilies } from './match.ts';
import type { SheetPlan } from './sheet-plan.ts';
import type { StagedFile } from './staging-store.ts';
import type { ParsedRow } from './read-row.ts';
import type { ImportOptions, IntakeEntity, RowAnswer, RowEntity } from './types.ts';

/** What all rows of one file share while they are judged. */
export interface MatchSession {
  readonly office: Reader;
  readonly facts: FileFacts;
  readonly regions: Regions;
  readonly regionOf: Pick<ReadonlyMap<string, string | null>, 'get'>;
  readonly matching: boolean;
  readonly seenFamilies: Map<string, number>;
  readonly seenPeople: Map<string, number>;
  /** Programme and who receives it, each proposed once. */
  readonly seenAid: Set<string>;
  /** Programmes by what columns are mapped to and rows call them; read when the first claim comes. */
  readonly programmes: () => ProgrammeIndex;
  /** Rules and programmes that recipients of a list are held against; read when the first comes. */
  readonly rules: () => RulesAtHand;
  /** Families that rows of lists begin, by No KK. */
  readonly newFamilies: Map<string, Judged>;
  /** What the first row of a list said of a family that is there, by its id. */
  readonly homes: Map<string, { readonly no: number; readonly values: ParsedRow['also']; readonly rankings: ParsedRow['rankings'] }>;
  readonly today: string;
  readonly rankingDate: string;
  readonly options: ImportOptions;
  readonly answers: ReturnType<typeof answersOf>;
  /** Rows whose forbidding rules somebody set aside who may. */
  readonly letThrough: ReadonlyMap<string, LetThrough>;
  /** Fields whose cells are empty and are to be cleared; none unless the clerk asked for it. */
  readonly emptied: (row: Judged, entity: IntakeEntity) => readonly string[];
  readonly doubts: DateDoubts;
}

/** What the rows of a staged file are judged with; `isGrowing` while its rows are still being read. */
export function matchSession(office: Reader, regions: Regions, db: Connection, file: StagedFile, facts: FileFacts, isGrowing = false): MatchSession {
  const { options } = choicesOf(file);
  let programmes: ProgrammeIndex | null = null;
  let rules: RulesAtHand | null = null;
  return {
    rules: () => (rules ??= rulesAtHand(office)), seenAid: new Set(), programmes: () => (programmes ??= indexProgrammes(aidProgrammes(office))),
    office, facts, regions, regionOf: new Map(facts.regions.map((one) => [one.bpsCode, one.region])), matching: hasFamilies(office),
    seenFamilies: new Map(), seenPeople: new Map(), newFamilies: new Map(), homes: new Map(), today: today(office), rankingDate: facts.modifiedOn ?? today(office), options, answers: answersOf(db, file.id), letThrough: lettingThrough(db, file.id),
    emptied: options.erase ? emptyColumns(db, facts.plans) : () => [], doubts: dateDoubts(db, file.id, isGrowing),
  };
}

/** What the clerk answered to the question of a row. */
export function answerOf(session: MatchSession, row: Judged, entity: RowEntity): RowAnswer | undefined {
  return session.answers.size === 0 ? undefined : session.answers.get(answerKey(row.sheet, row.no, entity));
}

/** The plan of the sheet in which a row stands. */
export function planOf(session: MatchSession, row: Judged): SheetPlan | undefined {
  return session.facts.plans.find((plan) => plan.no === row.sheet);
}
