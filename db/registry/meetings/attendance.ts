import { countAttendance } from '../../rules/petitions/quorum.ts';
import type { Attendance } from '../../rules/petitions/quorum.ts';
import type { StoredRecord } from '../../store/records.ts';

/** Who came to a musyawarah, counted. */
export function attendanceOf(meeting: StoredRecord, guests: readonly StoredRecord[]): Attendance {
  const quorum = meeting.values.quorum;
  return countAttendance(guests.map(({ values }) => ({
    present: values.present === 1, sex: typeof values.sex === 'number' ? values.sex : null, forRecipients: values.forRecipients === 1, forDisabled: values.forDisabled === 1,
  })), typeof quorum === 'number' ? quorum : null);
}
