/** What the app found at its start. */
export type AppStatus = {
  readonly version: string;
  readonly host: 'electron' | 'browser' | 'script';
  readonly ledgerPath: string;
  readonly state: 'empty' | 'ready' | 'problem';
  readonly readOnly: boolean;
  readonly demo: boolean;
  readonly problem: { readonly code: string; readonly message: string; readonly advice: string } | null;
};
