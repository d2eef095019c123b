import type { ClockAhead } from './clock-ahead.ts';

/** How the app and its ledger are. */
export type AppStatus = {
  readonly version: string;
  readonly host: 'electron' | 'browser' | 'script';
  readonly ledgerPath: string;
  readonly state: 'empty' | 'ready' | 'problem';
  readonly readOnly: boolean;
  readonly demo: boolean;
  /** What people should know of this opening, in a sentence, though the ledger can be used. */
  readonly notice: string | null;
  readonly problem: { readonly code: string; readonly message: string; readonly advice: string } | null;
  /** Where nothing is posted because the computer's clock is far ahead of the ledger. */
  readonly clock: ClockAhead | null;
};
