/** Somebody invited to a musyawarah, as far as it is counted. */
export interface Attendee {
  readonly present: boolean;
  /** RSEK.405: 2 is a woman. */
  readonly sex: number | null;
  readonly forRecipients: boolean;
  readonly forDisabled: boolean;
}

/** Who came, counted as minutes say it (PLK-7). */
export interface Attendance {
  readonly invited: number; readonly present: number; readonly women: number; readonly recipients: number; readonly disabled: number;
  /** How many have to come: as the meeting says, or more than half of those invited. */
  readonly quorum: number;
}

/** What is wanting before minutes are made final; each is warned of, and none forbids it. */
export type MeetingWarning = 'quorum' | 'women' | 'recipients' | 'disabled' | 'empty';

const woman = 2;

/** Counts who came. */
export function countAttendance(guests: readonly Attendee[], quorum: number | null): Attendance {
  const here = guests.filter((one) => one.present);
  const count = (fits: (one: Attendee) => boolean): number => here.filter(fits).length;
  return {
    invited: guests.length, present: here.length, women: count((one) => one.sex === woman), recipients: count((one) => one.forRecipients), disabled: count((one) => one.forDisabled),
    quorum: quorum ?? Math.floor(guests.length / 2) + 1,
  };
}

/** What is missing from a musyawarah: too few came, nobody spoke for a group, or there was nothing to decide. */
export function missingOf(attendance: Attendance, items: number): MeetingWarning[] {
  const missing: readonly (readonly [MeetingWarning, boolean])[] = [
    ['quorum', attendance.present < attendance.quorum], ['women', attendance.women === 0], ['recipients', attendance.recipients === 0], ['disabled', attendance.disabled === 0], ['empty', items === 0],
  ];
  return missing.flatMap(([name, is]) => (is ? [name] : []));
}
