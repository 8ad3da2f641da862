/** How far a checkpoint of a thread is. It begins only what nobody called off, and whoever ends it wakes who waits. */
export const checkpointState = { waiting: 0, begun: 1, over: 2 } as const;
