import { fieldDef } from '../../../db/rules/entities.ts';
import { questions } from '../../../db/rules/form.ts';
import type { Block, Question } from '../../../db/rules/form.ts';

export type SectionName =
  | 'place' | 'sls' | 'card' | 'placeMore' | 'visit' | 'building' | 'waterLight' | 'kitchenToilet'
  | 'identity' | 'school' | 'work' | 'business' | 'health' | 'insurance' | 'personMore'
  | 'programmes' | 'assets' | 'property' | 'livestock' | 'access' | 'welfareMore' | 'notes';

export interface Section {
  readonly name: SectionName;
  readonly entity: 'family' | 'person';
  readonly block: Block;
  readonly questions: readonly Question[];
  /** `programmes`: one line per programme with month and year. `half`: narrow questions, two sections side by side. */
  readonly layout: 'rows' | 'programmes' | 'half';
  /** Not on the paper form: closed until opened. */
  readonly optional: boolean;
}

/** The question that opens each section; everything up to the next one belongs to it. */
const starts: Readonly<Record<string, SectionName>> = {
  'family.region': 'place', 'family.slsCode': 'sls', 'family.noKk': 'card', 'family.latitude': 'placeMore',
  'family.surveyDate': 'visit', 'family.buildingOwnership': 'building', 'family.waterSource': 'waterLight',
  'family.cookingFuel': 'kitchenToilet', 'person.sequence': 'identity', 'person.schooling': 'school',
  'person.works': 'work', 'person.hasBusiness': 'business', 'person.nutrition': 'health',
  'person.healthInsurance': 'insurance', 'person.birthPlace': 'personMore', 'family.sembako': 'programmes',
  'family.gasCylinder': 'assets', 'family.otherLand': 'property', 'family.cattle': 'livestock',
  'family.internet': 'access', 'family.pbiNas': 'welfareMore', 'family.notes': 'notes',
};

const halves: ReadonlySet<SectionName> = new Set(['assets', 'property', 'livestock', 'access']);

/** The questions of the form in sections, in the order of the paper. */
export const sections: readonly Section[] = buildSections();

/** The sections of one block. */
export function sectionsOf(block: Block): readonly Section[] {
  return sections.filter((section) => section.block === block);
}

/** The section that a question stands in. */
export function sectionOf(entity: Section['entity'], field: string): Section | undefined {
  return sections.find((section) => section.entity === entity && section.questions.some((question) => question.field === field));
}

/** Questions that share one line of the paper: a programme with its month and year; else each by itself. */
export function linesOf(section: Section, shown: readonly Question[]): readonly (readonly Question[])[] {
  if (section.layout !== 'programmes') return shown.map((question) => [question]);
  const lines: Question[][] = [];
  for (const question of shown) {
    const last = lines.at(-1);
    const first = last?.[0];
    if (last && first && groupOf(first) === groupOf(question)) last.push(question);
    else lines.push([question]);
  }
  return lines;
}

function groupOf(question: Question): string | undefined {
  return fieldDef(question.entity, question.field)?.group;
}

function buildSections(): readonly Section[] {
  const built: { name: SectionName; questions: Question[] }[] = [];
  for (const question of questions) {
    const name = starts[`${question.entity}.${question.field}`];
    if (name) built.push({ name, questions: [question] });
    else built.at(-1)?.questions.push(question);
  }
  return built.flatMap(({ name, questions: asked }) => {
    const first = asked[0];
    if (!first) return [];
    const layout = name === 'programmes' ? 'programmes' : halves.has(name) ? 'half' : 'rows';
    return [{ name, entity: first.entity, block: first.block, questions: asked, layout, optional: asked.every((question) => question.supplement === true) }];
  });
}
