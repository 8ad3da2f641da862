import { ineligibleReport, missedReport, oddReport, overlapReport } from './aid/aid-lists.ts';
import { overridesReport } from './aid/overrides.ts';
import { dailySheet } from './deliveries/daily-sheet.ts';
import { deliveryNames } from './deliveries/names.ts';
import { deliveriesReport } from './deliveries/totals.ts';
import { creditReport } from './credit.ts';
import { fundsReport } from './funds.ts';
import { changedFamiliesReport } from './outcome/changed-families.ts';
import { changesReport } from './outcome/changes.ts';
import { outputReport } from './outcome/output.ts';
import { indicatorsReport } from './outcome/indicators.ts';
import { outcomesReport } from './outcomes.ts';
import { stageDueReport } from './stage-due.ts';
import { groupsReport } from './groups.ts';
import { exportsReport } from './exports.ts';
import { exitsReport } from './exits.ts';
import { quotasReport } from './quotas.ts';
import { receivingReport } from './receiving.ts';
import { fail } from '../rules/failure.ts';
import { needGaps } from './needs/need-gaps.ts';
import { referralList } from './needs/referral-list.ts';
import { riskFamilies } from './needs/risk-families.ts';
import { namedList } from './named-list.ts';
import { quality } from './recaps/quality.ts';
import { programmesByOffice } from './programmes-by-office.ts';
import { freshness } from './recaps/freshness.ts';
import { meeting } from './recaps/meeting.ts';
import { recap } from './recaps/recap.ts';
import type { ReportDef } from './report.ts';
import { schemeReports } from './schemes/scheme-reports.ts';

/** Every report that can be run, in the order the screen lists them. */
export const reports: readonly ReportDef[] = [recap, needGaps, programmesByOffice, namedList, riskFamilies, referralList, quality, freshness, meeting, overlapReport, missedReport, ineligibleReport, oddReport, overridesReport, deliveriesReport, deliveryNames, dailySheet, ...schemeReports, groupsReport, exportsReport, receivingReport, exitsReport, quotasReport, outcomesReport, outputReport, changesReport, changedFamiliesReport, indicatorsReport, fundsReport, creditReport, stageDueReport];

/** A report by its name. Error: UNKNOWN_REPORT. */
export function reportNamed(name: string): ReportDef {
  return reports.find((report) => report.name === name) ?? fail('UNKNOWN_REPORT', { name });
}
