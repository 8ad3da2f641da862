import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { applies, questionOf } from '../../../db/rules/form.ts';
import type { TextKey } from '../../text/text.ts';
import type { RecordEntity } from './family-types.ts';

/** A part of a ledger: its heading and its fields in the order of the paper. */
export interface LedgerSection {
  readonly title: TextKey & `families.section_${string}`;
  readonly fields: readonly string[];
}

/** Tab Rumah: where the family lives, who asked when, and the dwelling (blocks I to III). */
export const dwellingSections: readonly LedgerSection[] = [
  { title: 'families.section_place', fields: ['region', 'address', 'rt', 'rw', 'dusun', 'landmark', 'latitude', 'longitude'] },
  { title: 'families.section_card', fields: ['noKk', 'noKkReason', 'kkCode', 'ktpRegion', 'ktpAddress', 'ktpRt', 'ktpRw'] },
  { title: 'families.section_building', fields: ['buildingOwnership', 'landProof', 'floorArea', 'floor', 'wall', 'roof'] },
  { title: 'families.section_water', fields: ['waterSource', 'waterDistance', 'lighting', 'power1', 'power2', 'power3', 'plnCustomerId'] },
  { title: 'families.section_kitchen', fields: ['cookingFuel', 'toilet', 'toiletBowl', 'sewage'] },
  { title: 'families.section_visit', fields: ['surveyDate', 'enumerator', 'checkDate', 'supervisor', 'respondent', 'respondentPhone', 'surveyResult'] },
  { title: 'families.section_sls', fields: ['slsCode', 'slsName', 'subSls', 'buildingNo', 'familyNo', 'bpsRegion'] },
];

/** Tab Aset: what the family owns (502 to 506). */
export const assetSections: readonly LedgerSection[] = [
  { title: 'families.section_movable', fields: ['gasCylinder', 'refrigerator', 'airConditioner', 'waterHeater', 'landline', 'flatTv', 'gold', 'computer', 'motorcycle', 'bicycle', 'car', 'boat', 'motorBoat', 'smartphone'] },
  { title: 'families.section_property', fields: ['otherLand', 'otherHouse'] },
  { title: 'families.section_livestock', fields: ['cattle', 'buffalo', 'horses', 'pigs', 'goats'] },
  { title: 'families.section_access', fields: ['internet', 'account'] },
  { title: 'families.section_notes', fields: ['notes'] },
];

/** What the family itself said it received (501), beside the enrolments that the register knows. */
export const answeredProgrammes: readonly LedgerSection[] = [
  {
    title: 'families.section_said',
    fields: ['sembako', 'pkh', 'bltDanaDesa', 'electricitySubsidy', 'localAid', 'fertiliserSubsidy', 'lpgSubsidy'].flatMap((field) => [field, `${field}Month`, `${field}Year`]),
  },
  { title: 'families.section_pbi', fields: ['pbiNas', 'pbiPemda'] },
];

/** One person: block IV and what the family card says. */
export const personSections: readonly LedgerSection[] = [
  { title: 'families.section_identity', fields: ['sequence', 'name', 'nik', 'nikReason', 'sex', 'birthPlace', 'birthDate', 'maritalStatus', 'relationship', 'presence', 'phone', 'isPengurus', 'identityCards'] },
  { title: 'families.section_school', fields: ['schooling', 'schoolLevel', 'schoolYear', 'diploma'] },
  { title: 'families.section_work', fields: ['works', 'workHours', 'workField', 'workPosition', 'npwp', 'hasBusiness', 'businessCount', 'businessField', 'paidWorkers', 'unpaidWorkers', 'businessPermit', 'turnover', 'businessInternet'] },
  { title: 'families.section_insurance', fields: ['healthInsurance', 'prakerja', 'kur', 'umi', 'pip', 'workInsurance', 'pbiNas', 'pbiPemda'] },
  { title: 'families.section_health', fields: ['pregnant', 'nutrition', 'seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering', 'depression', 'carer', 'chronicDisease'] },
  { title: 'families.section_familyCard', fields: ['shdk', 'religion', 'educationKk', 'occupationKk', 'citizenship', 'bloodType', 'fatherName', 'fatherNik', 'motherName', 'motherNik'] },
  { title: 'families.section_ktp', fields: ['ktpRegion', 'ktpRegionName', 'ktpRt', 'ktpRw', 'ktpDusun', 'ktpAddress'] },
  { title: 'families.section_notes', fields: ['notes'] },
];

/** The fields to show: all that apply or have an answer. What is not asked of this record leaves no empty line. */
export function shownFields(entity: RecordEntity, fields: readonly string[], values: FieldValues, today: string): readonly string[] {
  return fields.filter((field) => {
    if (isAnswered(values[field])) return true;
    const question = questionOf(entity, field);
    return question ? applies(question, values, today) !== false : fieldDef(entity, field) !== undefined && field !== 'bpsRegion';
  });
}
