import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reportFolder } from './made-report.ts';

const pythons = ['python3', '/usr/bin/python3'];
const python = pythons.find((one) => spawnSync(one, ['-c', 'import openpyxl']).status === 0) ?? null;
const office = ['soffice', 'libreoffice'].find((one) => spawnSync(one, ['--version']).status === 0) ?? null;

/** Why a test with openpyxl or LibreOffice is skipped here, for its name; empty where it runs. */
export const skipped = {
  openpyxl: python ? '' : ' (skipped: python3-openpyxl is not installed)',
  libreOffice: office ? '' : ' (skipped: libreoffice-calc is not installed)',
};

const cell = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  type: z.string(),
  format: z.string(),
});
const sheets = z.array(
  z.object({
    name: z.string(),
    freeze: z.string().nullable(),
    filter: z.string().nullable(),
    titles: z.string().nullable(),
    paper: z.string().nullable(),
    cells: z.array(z.array(cell)),
    formulas: z.record(z.string(), z.string()),
  }),
);
/** A sheet as openpyxl reads it: cells by row with their values, dates as `2026-03-16T09:14:00`, and formulas by address. */
export type OutsideSheet = z.infer<typeof sheets>[number];

const script = `
import datetime, json, sys, warnings
warnings.simplefilter('error')
import openpyxl
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
formulas = openpyxl.load_workbook(sys.argv[1])
def plain(value):
    return value.isoformat(timespec='seconds') if isinstance(value, datetime.datetime) else value
out = []
for sheet in values:
    out.append({
        'name': sheet.title,
        'freeze': sheet.freeze_panes,
        'filter': sheet.auto_filter.ref,
        'titles': sheet.print_title_rows,
        'paper': None if sheet.page_setup.paperSize is None else str(sheet.page_setup.paperSize),
        'cells': [[{'value': plain(c.value), 'type': c.data_type, 'format': c.number_format} for c in row] for row in sheet.iter_rows()],
        'formulas': {c.coordinate: c.value for row in formulas[sheet.title].iter_rows() for c in row if c.data_type == 'f'},
    })
json.dump(out, sys.stdout)
`;

/** Opens a workbook with openpyxl, which must not even warn. */
export function readWithOpenpyxl(path: string): OutsideSheet[] {
  const run = spawnSync(python ?? '', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`openpyxl refused the file: ${run.stderr}`);
  return sheets.parse(JSON.parse(run.stdout));
}

/** Opens a workbook with LibreOffice, which computes its formulas, and reads each sheet as CSV, as people see it. */
export function readWithLibreOffice(path: string): Map<string, string> {
  const folder = reportFolder();
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  // Comma, quotes, UTF-8, cells as shown, all sheets.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const out = join(folder, 'out');
  const args = [profile, '--headless', '--convert-to', filter, '--outdir', out, path];
  const run = spawnSync(office ?? '', args, { encoding: 'utf8', timeout: 120_000 });
  if (run.status !== 0) throw new Error(`LibreOffice refused the file: ${run.stderr}`);
  return new Map(
    readdirSync(out).map((file) => [file.replace(/^.*?-(?=[A-Z])|\.csv$/g, ''), readFileSync(join(out, file), 'utf8')]),
  );
}
