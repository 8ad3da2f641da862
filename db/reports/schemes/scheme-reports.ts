import type { ReportDef } from '../report.ts';
import { bySchemeReport } from './by-scheme.ts';
import { completenessReport, coverageReport } from './coverage.ts';
import { planListReport, plansReport } from './plans.ts';
import { pocketsReport } from './pockets.ts';
import { outsideTargetReport, targetShareReport } from './targets.ts';

/** Reports by schemes, target lists, plans and places. */
export const schemeReports: readonly ReportDef[] = [bySchemeReport, completenessReport, coverageReport, pocketsReport, targetShareReport, outsideTargetReport, plansReport, planListReport];
