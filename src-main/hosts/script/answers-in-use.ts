import type { LedgerInUseError } from '../../app.ts';
import type { ScriptAnswer } from './run-script.ts';
import { parseJsonLine } from './script-lines.ts';

/** What each line is told while another Tallydesk has the ledger: nothing ran, and where to look. */
export async function* answersInUse(
  inUse: Pick<LedgerInUseError, 'message'>,
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<ScriptAnswer, void, void> {
  const error = {
    code: 'LEDGER_UNAVAILABLE',
    message: inUse.message,
    data: { problem: inUse.message, advice: 'Close it there, then run the script again. Nothing was changed.' },
  };
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    parseJsonLine(line, lineNumber);
    yield { error };
  }
}
