/** Labels of the fields of incidents. */
export const trustFieldsEn = {
  incident: {
    kind: 'Kind of incident',
    happenedOn: 'Happened on',
    foundAt: 'Found',
    what: 'What happened',
    handling: 'Handling',
    sources: 'Packages, files and backups',
    affected: 'People affected',
    classes: 'Classes of data',
    informedOn: 'People informed on',
    reportedOn: 'Authority informed on',
    closedOn: 'Closed on',
    madeBy: 'Recording office',
  },
};
