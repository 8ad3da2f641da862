import { useDebouncedValue } from '@mantine/hooks';
import type { CallInput, CallName, CallOutput } from '../../db/api/contract.ts';
import { useCall } from './calls.ts';

interface Finds<Output> {
  /** The last answer, also while the next one is on its way. */
  readonly data: Output | undefined;
  /** Whether that is the answer to the last key. */
  readonly settled: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Fewer letters are not asked about. */
export const fewest = 2;
/** Rests between two keys of a quick typist, so that half a word is not asked about. */
const restMilliseconds = 60;

/** What a call finds for a text while it is typed; nothing before two letters, or while `off`. */
export function useFinds<N extends CallName>(name: N, typed: string, input: (text: string) => CallInput<N>, off = false): Finds<CallOutput<N>> {
  const text = typed.trim();
  const [asked] = useDebouncedValue(text, restMilliseconds);
  const idle = off || text.length < fewest;
  const found = useCall(name, input(asked), { enabled: !off && asked.length >= fewest, keepPrevious: true });
  return {
    data: idle ? undefined : found.data,
    settled: idle || (asked === text && !found.isPending && !found.isPlaceholderData),
    error: idle ? null : found.error,
    retry: () => void found.refetch(),
  };
}
