import { z } from 'zod';

const extensions = z.array(z.string().regex(/^[A-Za-z0-9]{1,10}$/)).max(12).default([]);
const title = z.string().max(120).optional();
/** A file's name without any folder. */
const fileName = z.string().min(1).max(150).regex(/^[^\\/:*?"<>|\0]+$/);
const chosenPath = z.string().nullable();
const paper = z.enum(['A4', 'F4']).default('F4');
const landscape = z.boolean().default(false);

/** Every call that main answers itself: what needs the window or the desktop. All other names belong to the api. */
export const shellCalls = {
  'shell.info': {
    about: 'What draws this window, and the version of the app.',
    input: z.object({}),
    output: z.object({ version: z.string(), platform: z.string(), engine: z.string(), standIn: z.boolean() }),
  },
  'shell.setLanguage': {
    about: 'The language of the shell’s own words: dialogues and the menu on the right mouse button.',
    input: z.object({ language: z.enum(['id', 'en']) }),
    output: z.object({}),
  },
  'shell.openFile': {
    about: 'Asks for files to read; null when the user cancels.',
    input: z.object({ title, extensions, multiple: z.boolean().default(false) }),
    output: z.array(z.string()).nullable(),
  },
  'shell.chooseFolder': { about: 'Asks for a folder; null when the user cancels.', input: z.object({ title }), output: chosenPath },
  'shell.saveFile': {
    about: 'Asks where to write a file; null when the user cancels. Writes nothing.',
    input: z.object({ title, name: fileName, extensions }),
    output: chosenPath,
  },
  'shell.print': { about: 'Prints the page through the system’s dialog.', input: z.object({ paper, landscape }), output: z.object({ printed: z.boolean() }) },
  'shell.printToPdf': {
    about: 'Writes the page as a PDF to a file the user names; null when the user cancels.',
    input: z.object({ name: fileName, paper, landscape }),
    output: chosenPath,
  },
  'shell.drives': {
    about: 'The sticks that are in; the page is told whenever one comes or goes.',
    input: z.object({}),
    output: z.array(z.object({ path: z.string(), name: z.string(), freeBytes: z.number() })),
  },
  'shell.runUpdate': {
    about: 'Starts the update that waits on this PC, after proving it once more, and ends the app; on Linux it is shown in its folder.',
    input: z.object({}),
    output: z.object({ version: z.string(), started: z.boolean() }),
  },
  'shell.showInFolder': {
    about: 'Shows a file in its folder; only a file in a place where the user let Tepat write.',
    input: z.object({ path: z.string().min(1).max(2000) }),
    output: z.object({}),
  },
} as const;

export type ShellCallName = keyof typeof shellCalls;
export type ShellInput<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['input']>;
export type ShellOutput<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['output']>;

/** Whether a name is one that main answers itself. */
export function isShellCall(name: string): name is ShellCallName {
  return Object.hasOwn(shellCalls, name);
}
