/** An event whose listener may refuse what is about to happen. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** A fresh event with whatever the listener should know. */
export function preventableEvent<T extends object>(detail: T): PreventableEvent & T {
  const event = {
    ...detail,
    defaultPrevented: false,
    preventDefault: (): void => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
