import { useState } from 'react';
import type { FieldValues } from '../../../db/rules/field.ts';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { ApiFinding } from './family-types.ts';
import { acknowledge, isSettled } from './reasons.tsx';
import type { Typed } from './reasons.tsx';

type Acknowledged = ReturnType<typeof acknowledge>;

interface NewcomerCheck {
  readonly findings: readonly ApiFinding[];
  readonly typed: Typed;
  readonly setTyped: (typed: Typed) => void;
  readonly checking: boolean;
  /** Asks the checks about the newcomer; answers the reasons to send, or null while something must be mended or explained. */
  readonly settle: (values: FieldValues, skip?: readonly string[]) => Promise<Acknowledged | null>;
}

/** The checks of someone who is about to join a family, and the reasons given for the warnings. */
export function useNewcomerCheck(family: string): NewcomerCheck {
  const t = useText();
  const [findings, setFindings] = useState<readonly ApiFinding[]>([]);
  const [typed, setTyped] = useState<Typed>({});
  const [checking, setChecking] = useState(false);
  const settle = async (values: FieldValues, skip: readonly string[] = []): Promise<Acknowledged | null> => {
    setChecking(true);
    try {
      const [before, after] = await Promise.all([
        callApi('family.check', { id: family, values: {}, people: [] }),
        callApi('family.check', { id: family, values: {}, people: [{ values: { ...values } }] }),
      ]);
      const known = new Set(before.map(sameness));
      const fresh = after.filter((finding) => finding.severity !== 'info' && !known.has(sameness(finding)) && !skip.includes(finding.field ?? ''));
      setFindings(fresh);
      if (!isSettled(fresh, typed, t)) return null;
      // The newcomer has no id yet: a reason then holds for the code and the field.
      return acknowledge(fresh, typed, t).map(({ code, field, record, reason }) => ({ code, reason, ...(field === undefined ? {} : { field }), ...(record === undefined || record.startsWith('new') ? {} : { record }) }));
    } finally {
      setChecking(false);
    }
  };
  return { findings, typed, setTyped, checking, settle };
}

function sameness(finding: ApiFinding): string {
  return JSON.stringify([finding.code, finding.record, finding.field, finding.params]);
}
