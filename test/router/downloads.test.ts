import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startDownloads } from '../../src-main/services/downloads.ts';
import { temporaryFolder } from '../support/open-studio.ts';

test('an exported file can be fetched as soon as it is there, more than once, and by nothing but its id', () => {
  const downloads = startDownloads(temporaryFolder());
  const { id, path } = downloads.prepare('Mara.xlsx');
  expect(path).toMatch(/\.xlsx$/);
  expect(downloads.take(id)).toBeNull();
  writeFileSync(path, 'a report');
  expect(downloads.take(id)).toEqual({ path, name: 'Mara.xlsx' });
  expect(downloads.take(id)).toEqual({ path, name: 'Mara.xlsx' });
  expect(downloads.take('../../etc/passwd')).toBeNull();
});

test('the oldest of many exported files goes', () => {
  const folder = temporaryFolder();
  const downloads = startDownloads(folder);
  const made = Array.from({ length: 25 }, (_, at) => {
    const file = downloads.prepare(`report-${at}.csv`);
    writeFileSync(file.path, 'a report');
    return file;
  });
  expect(downloads.take(made[0]?.id ?? '')).toBeNull();
  expect(existsSync(made[0]?.path ?? '')).toBe(false);
  expect(downloads.take(made[24]?.id ?? '')).toMatchObject({ name: 'report-24.csv' });
  expect(readdirSync(folder)).toHaveLength(20);
});

test('a temporary folder that the system cleared away is there again for the next file', () => {
  const folder = temporaryFolder();
  const downloads = startDownloads(folder);
  const lost = downloads.prepare('Mara.xlsx');
  writeFileSync(lost.path, 'a report');
  rmSync(folder, { recursive: true });
  expect(downloads.take(lost.id)).toBeNull();
  const { id, path } = downloads.prepare('Mara.xlsx');
  writeFileSync(path, 'a report');
  expect(downloads.take(id)).toMatchObject({ name: 'Mara.xlsx' });
});
