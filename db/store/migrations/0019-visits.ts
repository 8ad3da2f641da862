/** What a visit leaves behind, the days on which a daily programme is given, and deliveries found by whom they are for. */
export const migration0019 = {
  name: '0019-visits',
  sql: `
ALTER TABLE "delivery" ADD COLUMN "followUp" INTEGER;
ALTER TABLE "delivery" ADD COLUMN "followUpDate" TEXT;
ALTER TABLE "delivery" ADD COLUMN "healthNote" TEXT;
ALTER TABLE "delivery" ADD COLUMN "recordNo" TEXT;
CREATE TABLE "serviceDay" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "programme" TEXT, "date" TEXT, "weekday" INTEGER, "off" INTEGER, "reason" TEXT
) STRICT;
CREATE INDEX serviceDay_programme ON serviceDay (programme);
CREATE INDEX delivery_recipient ON delivery (coalesce(person, family), programme, phase) WHERE voided IS NULL;
CREATE INDEX delivery_family ON delivery (family);
CREATE INDEX delivery_person ON delivery (person) WHERE person IS NOT NULL;
`,
} as const;
