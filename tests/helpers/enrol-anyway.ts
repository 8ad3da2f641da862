interface Enrolment { readonly programme: string; readonly family?: string | undefined; readonly person?: string | undefined; readonly bank?: string; readonly house?: string; readonly start: string }

/** Enrols whatever the rules say: each that speaks against it is answered with a reason. */
export async function enrolAnyway(call: (name: string, input: unknown) => Promise<unknown>, input: Enrolment & Record<string, unknown>): Promise<{ id: string }> {
  const { programme, family, person, start, bank, house } = input;
  const against = (await call('enrolment.check', { programme, family, person, start, bank, house })) as { rule: string }[];
  return (await call('enrolment.create', { ...input, overrides: against.map(({ rule }) => ({ rule, reason: 'contoh uji' })) })) as { id: string };
}
