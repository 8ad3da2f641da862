import { familyList, peopleList } from './families.ts';
import type { ListDef } from './list.ts';
import { recipientList } from './recipients.ts';

/** Every list of the register that is written to a file as it stands. */
export const lists: readonly ListDef[] = [familyList, peopleList, recipientList];
