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
import { migration0026 } from './0026-outcomes.ts';
import { migration0028 } from './0028-recaps.ts';
import { migration0023 } from './0023-verval.ts';

/** Every migration in order. Append only. */
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007, migration0008, migration0009, migration0010, migration0011, migration0012, migration0013, migration0014, migration0015, migration0016, migration0017, migration0018, migration0019, migration0020, migration0021, migration0022, migration0023, migration0026, migration0028];
