/** The nonce of this load, without which the content policy lets no style element in. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}

/** Dialogs lock the page's scroll with a style element of their own, which looks for its nonce under this bundlers' name. */
export function tellStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
