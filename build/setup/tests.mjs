import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { say } from './say.mjs';

const results = join(root, 'test-results');
const nothingCounted = { passed: 0, failed: 1, skipped: 0 };

/** Runs the unit and integration tests and counts them. */
export function runVitest(node, args) {
  const file = resultFile('vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return counted('vitest', file, readVitest, node, [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...reporters,
    ...args,
  ]);
}

/** Runs the tests in a real browser (project `chromium`) or in Electron's window (project `electron`) and counts them. */
export function runPlaywright(node, project, args, env) {
  const file = resultFile(`${project}.json`);
  return counted(
    project,
    file,
    readPlaywright,
    node,
    [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', `--project=${project}`, ...args],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  );
}

function resultFile(name) {
  mkdirSync(results, { recursive: true });
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

/** A runner that ends badly without one failed test in its results (it crashed, or found none) counts as one failure. */
async function counted(name, file, read, node, args, env = {}) {
  const status = await run(node, args, { env: { ...process.env, ...env } });
  try {
    const counts = read(JSON.parse(readFileSync(file, 'utf8')));
    if (status !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
    return counts;
  } catch {
    say(`${name}: ended with status ${status} and without results.`);
    return nothingCounted;
  }
}

function readVitest(report) {
  // A file that cannot even be loaded fails as a suite and has no tests of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}
