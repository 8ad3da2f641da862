import { lazy } from 'react';
import type { ComponentType } from 'react';

/** A component that is loaded when it is first drawn; what lies around it in a `Suspense` waits that long. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>;
}
