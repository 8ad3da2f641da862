/** A round that takes longer is not waited for: what is slow must not hold back what is asked for next. */
const longestRound = 400;

/** Runs work when asked, at once; asked again while it runs, once more when it is done, however often. */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await Promise.race([work().catch(() => undefined), new Promise((done) => setTimeout(done, longestRound))]);
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
