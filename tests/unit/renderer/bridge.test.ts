import { expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { shellCalls } from '../../../electron/shell/shell-contract.ts';
import type { ShellCalls, ShellName } from '../../../renderer/bridge.ts';

it('the window knows exactly the calls that the shell answers, with their inputs and answers', () => {
  expectTypeOf<ShellName>().toEqualTypeOf<keyof typeof shellCalls>();
  expectTypeOf<{ [N in ShellName]: ShellCalls[N]['output'] }>().toEqualTypeOf<{ [N in ShellName]: z.output<(typeof shellCalls)[N]['output']> }>();
  expectTypeOf<{ [N in ShellName]: ShellCalls[N]['input'] }>().toExtend<{ [N in ShellName]: z.input<(typeof shellCalls)[N]['input']> }>();
});
