import { frame } from './id/frame.ts';
import { kit } from './id/kit.ts';
import { welcome } from './id/welcome.ts';
import { lock } from './id/lock.ts';
import { home } from './id/home.ts';
import { settings } from './id/settings.ts';
import { duplicates } from './id/duplicates.ts';
import { families } from './id/families.ts';
import { aid } from './id/aid.ts';
import { aidAnswers } from './id/aid-answers.ts';
import { worklist } from './id/worklist.ts';
import { search } from './id/search.ts';
import { form } from './id/form.ts';
import { imports } from './id/imports.ts';
import { packages } from './id/packages.ts';
import { exchange } from './id/exchange.ts';
import { deliveries } from './id/deliveries.ts';
import { enrolment } from './id/enrolment.ts';
import { programmes } from './id/programmes.ts';
import { partners } from './id/partners.ts';
import { groups } from './id/groups.ts';
import { petitions } from './id/petitions.ts';
import { reports } from './id/reports.ts';
import { security } from './id/security.ts';
import { schemes } from './id/schemes.ts';
import { verval } from './id/verval.ts';

/** Indonesian texts by area; a key is `area.key`. */
export const id = { frame, kit, welcome, lock, home, settings, families, duplicates, worklist, search, aid, aidAnswers, form, imports, packages, exchange, programmes, enrolment, deliveries, partners, reports, schemes, groups, petitions, security, verval } as const;
