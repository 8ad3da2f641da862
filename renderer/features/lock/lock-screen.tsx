import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
export function LockScreen(_: { status: CallOutput<'office.status'>; refresh: () => void }): ReactNode { return null; }
