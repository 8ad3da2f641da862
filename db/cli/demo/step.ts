/** Runs a step, times it, and says what came of it. */
export type Step = <T extends object>(name: string, work: () => Promise<T>) => Promise<T>;
