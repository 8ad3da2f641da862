import { checkNoKk } from '../no-kk.ts';
import { boxOf } from '../geo/region-box.ts';
import { isInside, isRegionCode, regionSystem } from '../region-code.ts';
import { isRt } from '../rt-rw.ts';
import { applies, questionOf } from '../form.ts';
import { isAnswered } from '../form/condition.ts';
import { isActiveFamily, numberOf, reporter, textOf } from './finding.ts';
import type { CheckContext, CheckRecord, Finding, RecordCheck } from './finding.ts';
import { checkPhone } from './person-survey.ts';

/** V08, V17, V18, V22, V23, V25, V26, V38 and V39 of a family by itself. */
export const familyChecks: readonly RecordCheck[] = [
  { fields: ['noKk', 'status'], run: checkNoKkOfFamily },
  ...[
    ['landProof', 'buildingOwnership'],
    ['waterDistance', 'waterSource'],
    ['power1', 'lighting'],
    ['toiletBowl', 'toilet'],
  ].map(([child = '', parent = '']) => ({
    fields: [child, parent],
    run: (family: CheckRecord, context: CheckContext) => checkSkip(family, child, parent, context),
  })),
  { fields: ['floorArea'], run: checkFloorArea },
  { fields: ['address'], run: checkAddress },
  { fields: ['rt', 'rw'], run: checkRtRw },
  { fields: ['region'], run: checkRegion },
  { fields: ['latitude', 'longitude'], run: checkLocation },
  { fields: ['respondentPhone'], run: (family) => checkPhone('family', family, 'respondentPhone') },
];

function checkNoKkOfFamily(family: CheckRecord, context: CheckContext): readonly Finding[] {
  const noKk = textOf(family.values, 'noKk');
  if (noKk === '') return [];
  const report = reporter('family', family.key);
  const findings = checkNoKk(noKk, context).map((problem) =>
    report('V08', 'warn', 'noKk', { case: problem, n: noKk.length, prefix: noKk.slice(0, 6) }),
  );
  const other = context.sameNoKk?.get(noKk)?.find((holder) => holder.key !== family.key);
  if (!other || !isActiveFamily(family.values)) return findings;
  return [...findings, report('V08', 'warn', 'noKk', { case: 'used', name: other.name, place: other.place, other: other.key })];
}

function checkSkip(family: CheckRecord, child: string, parent: string, context: CheckContext): readonly Finding[] {
  if (!isAnswered(family.values[child])) return [];
  const question = questionOf('family', child);
  if (!question) return [];
  if (applies(question, family.values, context.today) !== false) return [];
  const severity = context.source === 'form' ? 'block' : 'warn';
  return [reporter('family', family.key)('V18', severity, child, { child, parent })];
}

const largestFloor = 999;

function checkFloorArea(family: CheckRecord): readonly Finding[] {
  const area = numberOf(family.values, 'floorArea');
  if (area === null || (Number.isInteger(area) && area >= 1 && area <= largestFloor)) return [];
  return [reporter('family', family.key)('V17', 'block', 'floorArea', { case: 'range', area })];
}

function checkAddress(family: CheckRecord): readonly Finding[] {
  const address = textOf(family.values, 'address');
  if (address.length >= 5) return [];
  return [reporter('family', family.key)('V22', 'warn', 'address', { case: address === '' ? 'empty' : 'short' })];
}

function checkRtRw(family: CheckRecord, context: CheckContext): readonly Finding[] {
  const report = reporter('family', family.key);
  const findings: Finding[] = [];
  for (const field of ['rt', 'rw'] as const) {
    const text = textOf(family.values, field);
    if (text === '') findings.push(report('V22', 'warn', field, { case: field }));
    else if (!isRt(text)) findings.push(report('V23', 'warn', field, { case: 'format', value: text }));
  }
  const pair = `${textOf(family.values, 'rt')}/${textOf(family.values, 'rw')}`;
  if (findings.length === 0 && context.rtTable && !context.rtTable.has(pair)) {
    findings.push(report('V23', 'warn', 'rt', { case: 'unknown', value: pair }));
  }
  return findings;
}

function checkRegion(family: CheckRecord, context: CheckContext): readonly Finding[] {
  const region = textOf(family.values, 'region');
  const report = reporter('family', family.key);
  if (region === '') return [];
  if (!isRegionCode(region)) {
    const system = regionSystem(region);
    return system === null
      ? [report('V25', 'warn', 'region', { case: 'unreadable', region })]
      : [report('V26', 'info', 'region', { region })];
  }
  return isInside(region, context.area) ? [] : [report('V25', 'warn', 'region', { region, area: context.area })];
}

/** Indonesia in degrees; what lies in it with latitude and longitude exchanged was typed the wrong way round. */
const indonesia = { south: -11.1, north: 6.1, west: 94.9, east: 141.1 };

function checkLocation(family: CheckRecord, context: CheckContext): readonly Finding[] {
  const latitude = numberOf(family.values, 'latitude');
  const longitude = numberOf(family.values, 'longitude');
  if (latitude === null && longitude === null) return [];
  const report = reporter('family', family.key);
  if (latitude === null || longitude === null) {
    return [report('V38', 'warn', latitude === null ? 'latitude' : 'longitude', { case: 'half' })];
  }
  if (latitude === 0 && longitude === 0) return [report('V38', 'warn', 'latitude', { case: 'zero' })];
  const { region } = family.values;
  const box = context.box ?? boxOf(typeof region === 'string' ? region : context.area) ?? indonesia;
  if (isWithin(latitude, longitude, box)) return [];
  const swapped = isWithin(longitude, latitude, indonesia);
  return [report('V38', 'warn', 'latitude', { case: swapped ? 'swapped' : 'outside' })];
}

function isWithin(latitude: number, longitude: number, box: typeof indonesia): boolean {
  return latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
}
