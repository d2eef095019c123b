import { basename, extname, isAbsolute } from 'node:path';
import { isDay } from '../../src-shared/days.ts';
import { creditKindLabels } from '../../src-shared/usage-labels.ts';
import { reportFileName } from '../reports/report-file-name.ts';
import type { ReportProblem } from '../reports/report-problems.ts';
import { loadLedgerHead } from '../store/report-lots.ts';
import type { FilterInput, ScopeInput } from '../store/usage-input.ts';
import { type Actor, type Core, read, upToDate } from './core.ts';
import type { HostPowers } from './host-powers.ts';
import { type RefusalFacts, Refused, refuseInput } from './refused.ts';
import { tellScope } from './usage.ts';

type Format = 'xlsx' | 'csv';
/** What a report is asked for with (contract: reports.export). */
export type ExportInput = FilterInput & {
  readonly scope: ScopeInput;
  readonly format: Format;
  /** The file to write; a `to` that is no day names it too. */
  readonly path?: string | undefined;
  readonly job?: string | undefined;
};

/** Writes a report of exactly what the filters show; to a file that is named, or for a browser to one that it downloads. */
export async function exportReport(
  core: Core,
  actor: Actor,
  input: ExportInput,
  host: HostPowers,
  signal?: AbortSignal,
) {
  const now = await upToDate(core);
  const { path: _, to: __, job: jobName, ...asked } = input;
  const { target, day } = targetOf(input);
  const name = target === undefined ? await reportName(core, input) : basename(target);
  const download = target === undefined ? core.downloads.prepare(name) : null;
  const targetPath = target ?? download?.path ?? '';
  const result = await core.jobs.run(
    jobName ?? `export-${core.ids.next()}`,
    'export',
    async (job) => {
      const { startReport } = await import('../reports/start-report.ts');
      const { entries } = loadLedgerHead(core.db);
      const order = { ledgerPath: core.ledgerPath, entries, targetPath, madeBy: actor.name, madeAt: now };
      return startReport({ ...order, input: { ...asked, to: day } }, { onProgress: job.progress, signal: job.signal });
    },
    signal,
  );
  if (!result.ok) throw refusalOf(result.problem, input.path === undefined ? 'to' : 'path', download && name);
  const { rows, bytes, sha256 } = result.report;
  const fetched = download !== null && host.kind === 'browser';
  return { path: result.report.path, name, rows, bytes, sha256, download: fetched ? `/exports/${download.id}` : null };
}

/** The file that a report is to be written to (none: a download) and the filter's last day, which share the field `to`. */
function targetOf({ path, to, format }: ExportInput): { target: string | undefined; day: string | undefined } {
  const day = to !== undefined && isDay(to) ? to : undefined;
  if (path !== undefined && to !== day) refuseInput('to', 'expected a date of the calendar as YYYY-MM-DD');
  const target = path ?? (day === undefined ? to : undefined);
  if (target === undefined) return { target, day };
  if (!isAbsolute(target)) {
    if (path !== undefined) refuseInput('path', 'expected a whole path, from the root of the disk');
    refuseInput('to', 'expected a date as YYYY-MM-DD, or the whole path of a file, from the root of the disk');
  }
  // A report takes the place of what is there: of an older report, never of a ledger or anything else.
  if (extname(target).toLowerCase() !== `.${format}`)
    refuseInput(path === undefined ? 'to' : 'path', `expected the name of a file that ends in .${format}`);
  return { target, day };
}

/** Asks the person where to save, where the host can. */
export async function chooseTarget(core: Core, input: NamedReport, host: HostPowers) {
  if (!host.chooseSavePath) return { path: null, download: true };
  const path = await host.chooseSavePath({ name: await reportName(core, input), format: input.format });
  return { path, download: false };
}

/** What a report's file is named after. */
type NamedReport = Pick<FilterInput, 'kind' | 'creditId'> & { readonly scope: ScopeInput; readonly format: Format };

/** A file name that says whose and what: "Mara Lindt – Flow 8 – 2026-03-16.xlsx"; which kind or which credit, where the scope has others too. */
function reportName(core: Core, input: NamedReport): Promise<string> {
  return read(core, (reading) => {
    const { title, customerName, credits } = tellScope(reading, input.scope);
    const credit = credits.length > 1 ? credits.find(({ id }) => id === input.creditId) : undefined;
    const isOneKind = credit === undefined && credits.some(({ kind }) => kind !== input.kind);
    const kind = isOneKind && input.kind !== undefined ? (creditKindLabels[input.kind] ?? null) : null;
    const cycle =
      'membershipId' in input.scope && input.scope.cycle !== undefined ? `cycle ${input.scope.cycle}` : null;
    const subject = title === customerName ? null : title;
    return reportFileName([customerName, subject, credit?.name ?? kind, cycle], reading.today, input.format);
  });
}

/** `named`: the input's field that named the file. `download`: what the person knows a temporary file by. */
function refusalOf(problem: ReportProblem, named: 'to' | 'path', download: string | null): Refused {
  if (problem.code === 'INVALID_INPUT')
    return new Refused({ code: problem.code, field: named, expected: problem.data.expected });
  if (!('data' in problem)) return new Refused({ code: problem.code });
  const { code, data } = problem;
  return new Refused({ code, ...data, ...('path' in data && download ? { path: download } : {}) } as RefusalFacts);
}
