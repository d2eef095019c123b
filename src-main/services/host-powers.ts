/** What a host can do beyond answering: only the desktop has a save dialog. */
export type HostPowers = {
  readonly kind: 'electron' | 'browser' | 'script';
  /** Asks where to save; null where the person changed their mind. */
  chooseSavePath?(suggested: { name: string; format: 'xlsx' | 'csv' }): Promise<string | null>;
};
