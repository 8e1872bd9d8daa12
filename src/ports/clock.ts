/** The time now. Injected, so that tests decide when things expire. */
export type Clock = () => Date

/** So many bytes from a cryptographic source. */
export type Random = (bytes: number) => Uint8Array
