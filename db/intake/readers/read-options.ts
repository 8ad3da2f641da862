import type { ContainerLimits } from './container.ts';

export interface ReadOptions {
  readonly limits?: ContainerLimits;
  /** Reads everything with the full XML parser; for comparing the two. */
  readonly careful?: boolean;
  /** Asked between batches; true stops with IMPORT_CANCELLED. */
  readonly cancelled?: () => boolean;
}
