import { createContext } from 'react';

/** Whether fields of the family on the page are proposed to its owner instead of changed. */
export const Proposing = createContext(false);
