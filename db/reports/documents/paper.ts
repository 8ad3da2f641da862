import type { DocumentModel, Margins } from './model.ts';

const POINTS = 72 / 25.4;

/** Folio (F4) is the usual paper of Indonesian offices. */
const papers = { a4: [210, 297], f4: [215, 330] } as const;

/** Millimetres as points. */
export function points(millimetres: number): number {
  return millimetres * POINTS;
}

/** Width, height and margins of a model's pages in millimetres. */
export function pageOf({ paper, landscape, margins }: DocumentModel): { width: number; height: number; margins: Margins } {
  const [short, long] = papers[paper];
  const usual = landscape ? { top: 15, right: 15, bottom: 15, left: 15 } : { top: 20, right: 20, bottom: 20, left: 25 };
  return { width: landscape ? long : short, height: landscape ? short : long, margins: margins ?? usual };
}
