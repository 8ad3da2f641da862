interface Waiting<Input, Output> {
  readonly input: Input;
  readonly answer: (output: Output | PromiseLike<Output> | null) => void;
}

/**
 * Asks one thing at a time. Of what comes while an answer is on its way only the newest is asked, next; the others are
 * answered null at once: on a slow PC nobody waits for answers to half a word.
 */
export function newestOnly<Input, Output>(ask: (input: Input) => Promise<Output>): (input: Input) => Promise<Output | null> {
  let next: Waiting<Input, Output> | null = null;
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (next !== null) {
      const { input, answer }: Waiting<Input, Output> = next;
      next = null;
      const asked = ask(input);
      answer(asked);
      await asked.catch(() => undefined);
    }
    running = false;
  };
  return (input) => new Promise((answer) => {
    next?.answer(null);
    next = { input, answer };
    if (!running) void run();
  });
}
