/** A key that releases are signed with: the raw 32 bytes of its public half, base64. */
export interface UpdateKey {
  readonly id: string;
  readonly key: string;
}

/**
 * Who may sign updates. Empty until whoever publishes Tepat makes a key (`docs/membangun-dan-menandatangani.md`): without
 * one every update is refused. It lies inside the program's archive, whose integrity a fuse checks.
 */
export const updateKeys: readonly UpdateKey[] = [];
