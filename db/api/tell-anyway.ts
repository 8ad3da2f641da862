import type { Context } from './handler.ts';

type Changed = Parameters<Context['changed']>;

/** Does work that keeps part of what it did when it fails, such as packages taken before "Batal", and tells the window either way. */
export async function tellAnyway<T>(context: Pick<Context, 'changed'>, what: Changed, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    context.changed(...what);
  }
}
