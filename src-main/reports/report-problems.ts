/** Why there is no report, in the contract's codes; the target and its folder are as they were. */
export type ReportProblem =
  | { readonly code: 'FILE_IN_USE'; readonly data: { readonly path: string } }
  | { readonly code: 'DISK_FULL'; readonly data: { readonly path: string } }
  | { readonly code: 'INVALID_INPUT'; readonly data: { readonly field: 'to'; readonly expected: string } }
  | { readonly code: 'NOT_FOUND'; readonly data: { readonly what: string } }
  | { readonly code: 'MEMORY_FULL' }
  | { readonly code: 'CANCELLED' };

/** A report that was written: where, how many entries it lists, and the file's size and SHA-256 (hex). */
type WrittenReport = {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** A report, or why there is none. */
export type ReportResult =
  | { readonly ok: true; readonly report: WrittenReport }
  | { readonly ok: false; readonly problem: ReportProblem };

/** The result of a report that could not be made. */
export function refusedReport(problem: ReportProblem): ReportResult {
  return { ok: false, problem };
}

/** Someone stopped the report. */
export class ReportCancelled extends Error {
  constructor() {
    super('the report was cancelled');
    this.name = 'ReportCancelled';
  }
}

const inUse = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY']);
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const badPath: Record<string, string> = {
  ENOENT: 'expected a file in a folder that exists',
  ENOTDIR: 'expected a file in a folder that exists',
  EISDIR: 'expected a file, not a folder or a device',
  ENAMETOOLONG: 'expected a shorter file name',
  EINVAL: 'expected a file name that this system allows',
  ELOOP: 'expected a path without links that go in circles',
  EROFS: 'expected a place that can be written to',
};

/** What a failure of the file system means for whoever chose the target; null where it is something else (a bug, thrown on). */
export function fileProblem(error: unknown, path: string): ReportProblem | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (inUse.has(code)) return { code: 'FILE_IN_USE', data: { path } };
  if (full.has(code)) return { code: 'DISK_FULL', data: { path } };
  const expected = badPath[code];
  return expected ? { code: 'INVALID_INPUT', data: { field: 'to', expected } } : null;
}
