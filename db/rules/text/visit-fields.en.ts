/** Labels of the fields of verification at home. */
export const visitFieldsEn = {
  enumerator: {
    owner: 'Office', name: 'Name of the enumerator', role: 'Kind of enumerator', phone: 'Phone', dasawisma: 'Dasawisma group', rt: 'RT', rw: 'RW', region: 'Village', ended: 'Stopped on', endedReason: 'Why stopped',
  },
  visitRound: {
    owner: 'Office', name: 'Name of the period', region: 'Village', from: 'From', until: 'Until', olderThan: 'Older than (days)', list: 'List of tasks', doubts: 'Those with doubts', note: 'Note', closed: 'Closed',
  },
  visit: {
    owner: 'Office', round: 'Period', family: 'Family', person: 'Person', enumerator: 'Enumerator', plannedOn: 'Planned for', state: 'State of the verification', date: 'Date of the verification', method: 'How it was verified', result: 'Result of the verification',
    visitor: 'Who went', enteredBy: 'Entered by', enteredId: 'User who entered it', onBehalf: 'On behalf of the enumerator', note: 'Note', latitude: 'Latitude', longitude: 'Longitude', locationFrom: 'Source of the coordinates', effects: 'Proposed changes',
    checkedBy: 'Checked by', checkedId: 'User who checked it', checkedOn: 'Checked on', decidedBy: 'Decided by', decidedId: 'User who decided', decidedOn: 'Decided on', remark: 'Remark of whoever checked',
    task: 'Task', aboutKind: 'Kind of matter', about: 'Matter', voided: 'Void',
  },
  photo: {
    owner: 'Office', visit: 'Verification', family: 'Family', sha256: 'Hash of the file', bytes: 'Size', width: 'Width', height: 'Height', subject: 'What it shows', takenOn: 'Taken on', latitude: 'Latitude', longitude: 'Longitude', note: 'Note', voided: 'Void',
  },
};
