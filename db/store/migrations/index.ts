import type { Migration } from '../migrate.ts';
import { migration0001 } from './0001-register.ts';
import { migration0002 } from './0002-log.ts';
import { migration0003 } from './0003-registry.ts';
import { migration0004 } from './0004-handoff.ts';
import { migration0005 } from './0005-intake.ts';
import { migration0006 } from './0006-duplicates.ts';
import { migration0007 } from './0007-finding.ts';
import { migration0008 } from './0008-merge.ts';
import { migration0009 } from './0009-birth-names.ts';
import { migration0010 } from './0010-proposals.ts';
import { migration0011 } from './0011-kinds.ts';
import { migration0012 } from './0012-exchange.ts';
import { migration0013 } from './0013-revoked-cards.ts';
import { migration0014 } from './0014-aid-rules.ts';
import { migration0015 } from './0015-deliveries.ts';
import { migration0016 } from './0016-enrolment-states.ts';
import { migration0018 } from './0018-groups.ts';
import { migration0019 } from './0019-visits.ts';
import { migration0020 } from './0020-aid-answers.ts';
import { migration0017 } from './0017-schemes.ts';
import { migration0021 } from './0021-partners.ts';
import { migration0022 } from './0022-side-by-side.ts';
import { migration0024 } from './0024-petitions.ts';
import { migration0025 } from './0025-cases.ts';
import { migration0026 } from './0026-outcomes.ts';
import { migration0027 } from './0027-letters.ts';
import { migration0028 } from './0028-recaps.ts';
import { migration0023 } from './0023-verval.ts';
import { migration0029 } from './0029-trust.ts';
import { migration0031 } from './0031-let-go.ts';
import { migration0036 } from './0036-destroyed.ts';
import { migration0039 } from './0039-standings.ts';
import { migration0041 } from './0041-recap-order.ts';
import { migration0042 } from './0042-worklists.ts';
import { migration0043 } from './0043-parted-families.ts';
<<<<<<< HEAD
import { migration0044 } from './0044-changes-apart.ts';

/** Every migration in order. Append only. */
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007, migration0008, migration0009, migration0010, migration0011, migration0012, migration0013, migration0014, migration0015, migration0016, migration0017, migration0018, migration0019, migration0020, migration0021, migration0022, migration0023, migration0024, migration0025, migration0026, migration0027, migration0028, migration0029, migration0031, migration0036, migration0039, migration0041, migration0042, migration0043, migration0044];
=======
import { migration0045 } from './0045-versions-of-rules.ts';

/** Every migration in order. Append only. */
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007, migration0008, migration0009, migration0010, migration0011, migration0012, migration0013, migration0014, migration0015, migration0016, migration0017, migration0018, migration0019, migration0020, migration0021, migration0022, migration0023, migration0024, migration0025, migration0026, migration0027, migration0028, migration0029, migration0031, migration0036, migration0039, migration0041, migration0042, migration0043, migration0045];
>>>>>>> aid
