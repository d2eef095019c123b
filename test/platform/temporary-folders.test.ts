import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeTemporaryFolder, removeLeftBehind } from '../../src-main/platform/temporary-folders.ts';
import { temporaryFolder } from '../support/open-studio.ts';

const dayMs = 24 * 3_600_000;

/** A folder of the test's own in the place of the system's temporary folder. */
function ownTemporary(): string {
  const folder = temporaryFolder();
  const names = ['TMPDIR', 'TEMP', 'TMP'];
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = folder;
  onTestFinished(() => {
    names.forEach((name, place) => {
      const value = before[place];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  });
  return folder;
}

test('temporary folders of processes that were ended go after a day; those of others, and of whoever runs, stay', () => {
  const folder = ownTemporary();
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const left = [`tallydesk-${ended}-aaaaaa`, `tallydesk-demo-${ended}-bbbbbb`, `tallydesk-script-${ended}-cccccc`];
  const others = [`tallydesk-test-${ended}-dddddd`, `tallydesk-${ended}`, 'tallydesk-eeeeee', `other-${ended}-ffffff`];
  for (const name of [...left, ...others]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'ledger.sqlite'), '');
  }
  writeFileSync(join(folder, `tallydesk-${ended}-gggggg`), 'a file');
  const mine = [makeTemporaryFolder(), makeTemporaryFolder('demo')].map((path) => basename(path));
  expect(mine[1]).toMatch(/^tallydesk-demo-\d+-\w{6}$/);
  const all = readdirSync(folder).sort();
  removeLeftBehind(Date.now() + dayMs / 2);
  expect(readdirSync(folder).sort()).toEqual(all);
  removeLeftBehind(Date.now() + 2 * dayMs);
  expect(readdirSync(folder).sort()).toEqual(all.filter((name) => !left.includes(name)));
});
