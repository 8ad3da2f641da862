/** An id that is none of ours, made longer than any row of its kind may be. */
const tooLong = (column: string): string => `'${'?'.repeat(17)}' || "${column}"`;
const uuid = [8, 4, 4, 4, 12].map((digits) => '[0-9a-f]'.repeat(digits)).join('-');

/** An id as its 16 bytes; whatever is written otherwise makes its row longer than the others, so that it is seen. */
export const packedId = (column: string): string => `iif("${column}" GLOB '${uuid}', unhex("${column}", '-'), ${tooLong(column)})`;
/** The same, blank where there is none. */
const packedIdOrNone = (column: string): string => `iif("${column}" IS NULL, '${' '.repeat(16)}', ${packedId(column)})`;
/** A date as ten characters, blank where there is none. */
export const packedDate = (column: string): string => `iif("${column}" IS NULL, '          ', iif(octet_length("${column}") = 10, "${column}", ${tooLong(column)}))`;
/** A local number as four characters that sort as it does. */
export const packedNo = (column: string): string => `char("${column}" >> 21, ("${column}" >> 14) & 127, ("${column}" >> 7) & 127, "${column}" & 127)`;
/** An answer as one character or two: \`char()\` makes a 0 of what is empty, and more than one byte of what is larger than a character holds. */
export const packedAnswer = (column: string, wide: boolean): string => (wide ? `33 + "${column}" / 90, 33 + "${column}" % 90` : `33 + "${column}"`);

/** What of a table is kept in the order of families, so that a whole register is judged without reading whole records. */
export interface AidIndex<Table extends string> {
  readonly table: Table;
  readonly index: string;
  /** A row as bytes, word for word as the index has it. */
  readonly expression: string;
  readonly where: string;
  /** Bytes of a row, without a text at its end. */
  readonly width: number;
}

/** The answers of people in it: those that the rules ask for which come with the program, and others that cities' rules are likely to. */
export const personAnswers: readonly (readonly [key: string, wide: boolean])[] = [
  ['status', false], ['presence', false], ['sequence', true], ['healthInsurance', true], ['schooling', false], ['pregnant', false], ['seeing', false], ['hearing', false], ['walking', false], ['handling', false],
  ['learning', false], ['behaviour', false], ['speaking', false], ['selfCare', false], ['remembering', false], ['workPosition', false], ['occupationKk', false],
  ['sex', false], ['relationship', false], ['maritalStatus', false], ['diploma', false], ['works', false], ['chronicDisease', false], ['kur', false], ['pip', false],
];

/** Family, local number, id, date of birth, day of the status, whether an answer is not of its list, and the answers. */
export const personIndex: AidIndex<'person'> = {
  table: 'person', index: 'person_aid', width: 57 + personAnswers.reduce((sum, [, wide]) => sum + (wide ? 2 : 1), 0), where: 'family IS NOT NULL',
  expression: `CAST(${packedId('family')} || ${packedNo('id')} || ${packedId('uid')} || ${packedDate('birthDate')} || ${packedDate('statusDate')} || char(33 + (raw IS NOT NULL), ${personAnswers.map(([key, wide]) => packedAnswer(key, wide)).join(', ')}) AS BLOB)`,
};

/** Family, local number, id, programme, person, status, whether an answer is not of its list, begin and end. */
export const enrolmentIndex: AidIndex<'enrolment'> = {
  table: 'enrolment', index: 'enrolment_aid', width: 90, where: 'voided IS NULL AND programme IS NOT NULL',
  expression: `CAST(${packedIdOrNone('family')} || ${packedNo('id')} || ${packedId('uid')} || ${packedId('programme')} || ${packedIdOrNone('person')} || char(33 + status, 33 + (raw IS NOT NULL)) || ${packedDate('start')} || ${packedDate('end')} AS BLOB)`,
};

/** Id (zeros for one that is none of ours), local number, whether active, desil, the day of the next change; then region and needs as texts. */
export const familyIndex: AidIndex<'familySummary'> = {
  table: 'familySummary', index: 'familySummary_aid', width: 32, where: '1',
  expression: `CAST(iif("uid" GLOB '${uuid}', unhex("uid", '-'), zeroblob(16)) || ${packedNo('family')} || char(33 + active, 33 + min(coalesce(desil, 89), 89)) || substr(coalesce(renews, '') || '          ', 1, 10) || coalesce(region, '') || char(9) || needs AS BLOB)`,
};

const create = ({ table, index, expression, where }: AidIndex<string>): string => `CREATE INDEX ${index} ON ${table} (${expression})${where === '1' ? '' : ` WHERE ${where}`};`;

/** What the rules of aid ask, family by family, as indexes: SQLite keeps them what the records are. */
export const migration0048 = {
  name: '0048-aid-columns',
  sql: [personIndex, enrolmentIndex, familyIndex].map(create).join('\n'),
} as const;
