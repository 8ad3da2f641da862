import type { FieldDef } from '../field.ts';

/** Block III of the Regsosek22-K form, questions 301 to 310: the dwelling. Fields 33 to 48 of the family. */
export const dwellingFields = {
  buildingOwnership: { id: 33, kind: 'code', list: 'RSEK.301a', group: 'q301', question: '301a' },
  landProof: { id: 34, kind: 'code', list: 'RSEK.301b', group: 'q301', question: '301b' },
  floorArea: { id: 35, kind: 'int', min: 1, max: 999, question: '302' },
  floor: { id: 36, kind: 'code', list: 'RSEK.303', question: '303' },
  wall: { id: 37, kind: 'code', list: 'RSEK.304', question: '304' },
  roof: { id: 38, kind: 'code', list: 'RSEK.305', question: '305' },
  waterSource: { id: 39, kind: 'code', list: 'RSEK.306a', group: 'q306', question: '306a' },
  waterDistance: { id: 40, kind: 'code', list: 'RSEK.306b', group: 'q306', question: '306b' },
  lighting: { id: 41, kind: 'code', list: 'RSEK.307a', group: 'q307', question: '307a' },
  power1: { id: 42, kind: 'code', list: 'RSEK.307b1', group: 'q307', question: '307b1' },
  power2: { id: 43, kind: 'code', list: 'RSEK.307b1', group: 'q307', question: '307b2' },
  power3: { id: 44, kind: 'code', list: 'RSEK.307b1', group: 'q307', question: '307b3' },
  cookingFuel: { id: 45, kind: 'code', list: 'RSEK.308', question: '308' },
  toilet: { id: 46, kind: 'code', list: 'RSEK.309a', group: 'q309', question: '309a' },
  toiletBowl: { id: 47, kind: 'code', list: 'RSEK.309b', group: 'q309', question: '309b' },
  sewage: { id: 48, kind: 'code', list: 'RSEK.310', question: '310' },
} as const satisfies Record<string, FieldDef>;
