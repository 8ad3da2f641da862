import { frame } from './en/frame.ts';
import { kit } from './en/kit.ts';
import { welcome } from './en/welcome.ts';
import { lock } from './en/lock.ts';
import { home } from './en/home.ts';
import { settings } from './en/settings.ts';
import { duplicates } from './en/duplicates.ts';
import { families } from './en/families.ts';
import { aid } from './en/aid.ts';
import { aidAnswers } from './en/aid-answers.ts';
import { worklist } from './en/worklist.ts';
import { search } from './en/search.ts';
import { form } from './en/form.ts';
import { imports } from './en/imports.ts';
import { packages } from './en/packages.ts';
import { exchange } from './en/exchange.ts';
import { deliveries } from './en/deliveries.ts';
import { enrolment } from './en/enrolment.ts';
import { programmes } from './en/programmes.ts';
import { partners } from './en/partners.ts';
import { groups } from './en/groups.ts';
import { petitions } from './en/petitions.ts';
import { reports } from './en/reports.ts';
import { security } from './en/security.ts';
import { schemes } from './en/schemes.ts';
import { verval } from './en/verval.ts';

/** English texts by area; a key is `area.key`. */
export const en = { frame, kit, welcome, lock, home, settings, families, duplicates, worklist, search, aid, aidAnswers, form, imports, packages, exchange, programmes, enrolment, deliveries, partners, reports, schemes, groups, petitions, security, verval } as const;
