// One stage of recovery as the operations process stamped it.

/** A stage of recovery and when it happened, in ms since the service's clock started. */
export interface RunbookStamp {
  readonly mark: string;
  readonly atMs: number;
}
