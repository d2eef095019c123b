import * as imports from '../services/imports.ts';
import * as ledger from '../services/ledger.ts';
import * as reports from '../services/reports.ts';
import * as usage from '../services/usage.ts';
import { getUsageRecord } from '../services/usage-record.ts';
import { coreOf, type Door, deskOf } from './door.ts';

/** Routes that tell what became of credit, and that read or write it in bulk: usage, reports, imports, the ledger itself. */
export function usageRoutes(os: Door) {
  return {
    usage: {
      summary: os.usage.summary.handler(({ input, context }) => usage.getSummary(coreOf(context), input.scope)),
      entries: os.usage.entries.handler(({ input, context }) => usage.listEntries(coreOf(context), input)),
      position: os.usage.position.handler(({ input, context }) => usage.findPosition(coreOf(context), input)),
      counts: os.usage.counts.handler(({ input, context }) => usage.countViews(coreOf(context), input)),
      balanceOverTime: os.usage.balanceOverTime.handler(({ input, context }) =>
        usage.getBalanceOverTime(coreOf(context), input),
      ),
      entry: os.usage.entry.handler(({ input, context }) => usage.getEntry(coreOf(context), input.number)),
      scope: os.usage.scope.handler(({ input, context }) => usage.getScope(coreOf(context), input.scope)),
      record: os.usage.record.handler(({ input, context }) => getUsageRecord(coreOf(context), input.id)),
    },
    reports: {
      export: os.reports.export.handler(({ input, context, signal }) =>
        reports.exportReport(...deskOf(context), input, context.host, signal),
      ),
      chooseTarget: os.reports.chooseTarget.handler(({ input, context }) =>
        reports.chooseTarget(coreOf(context), input, context.host),
      ),
    },
    imports: {
      preview: os.imports.preview.handler(({ input, context, signal }) =>
        imports.previewImport(...deskOf(context), input, signal),
      ),
      run: os.imports.run.handler(({ input, context, signal }) => imports.runImport(...deskOf(context), input, signal)),
    },
    ledger: {
      advance: os.ledger.advance.handler(({ input, context }) => ledger.advanceLedger(coreOf(context), input)),
      verify: os.ledger.verify.handler(({ input, context, signal }) => ledger.verify(coreOf(context), input, signal)),
    },
  };
}
