import type { EntityKey } from '../rules/entities.ts';
import type { FieldValues } from '../rules/field.ts';
import type { LedgerReader } from './ledger.ts';

/** The owners of what a record is about, for {@link mayHold}; null for reference data. */
export function placesOf(ledger: LedgerReader, entity: EntityKey, values: FieldValues): readonly string[] | null {
  const ownerOf = (of: 'family' | 'person' | 'proposal' | 'peopleGroup' | 'petition', uid: unknown): string[] => {
    const number = typeof uid === 'string' ? ledger.find(of, uid) : null;
    const owner = number === null ? null : ledger.ownerOf(of, number);
    return typeof owner === 'string' ? [owner] : [];
  };
  const either = (uid: unknown): string[] => [...ownerOf('family', uid), ...ownerOf('person', uid)];
  switch (entity) {
    case 'programme': case 'bridge': case 'serviceDay': case 'plan': case 'indicator': case 'indicatorValue':
      return null;
    case 'family': case 'person': case 'household': case 'house': case 'peopleGroup': case 'groupMember': case 'groupFigure': case 'taskResult': case 'enumerator': case 'visitRound':
    case 'petition': case 'meeting': case 'meetingItem': case 'meetingGuest':
      return typeof values.owner === 'string' ? [values.owner] : [];
    case 'alias':
      return [...ownerOf('family', values.toFamily), ...ownerOf('person', values.toPerson)];
    case 'pair':
      return [...either(values.left), ...either(values.right)];
    case 'proposal':
      return either(values.record);
    case 'answer':
      return ownerOf('proposal', values.proposal);
    case 'petitionStep':
      return ownerOf('petition', values.petition);
    case 'targetList': case 'task':
      return typeof values.office === 'string' ? [values.office] : [];
    default:
      // What a kelompok receives is about no family; it is where the kelompok is.
      return typeof values.peopleGroup === 'string' ? ownerOf('peopleGroup', values.peopleGroup) : [...ownerOf('family', values.family), ...ownerOf('person', values.person)];
  }
}
