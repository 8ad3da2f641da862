import type { EntityKey, FieldKey } from '../entities.ts';

/** Labels of every field of every entity: one per field in each language. */
export type FieldLabels = { readonly [E in EntityKey]: { readonly [F in FieldKey<E>]: string } };
