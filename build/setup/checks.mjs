import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runQuietly } from './run.mjs';
import { say } from './say.mjs';

const folders = ['src-main', 'src-shared', 'src-renderer'];
const tool = (...path) => join(root, 'node_modules', ...path);
const types = (project) => ({
  name: `types of ${project}`,
  args: [tool('typescript', 'bin', 'tsc'), '-p', `build/tsconfig.${project}.json`],
});

const checks = [
  {
    name: 'format and lint',
    args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  },
  types('shared'),
  types('main'),
  types('renderer'),
  types('test'),
  {
    name: 'import rules',
    args: [
      tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      '--config',
      'build/dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      ...folders.filter((folder) => existsSync(join(root, folder))),
    ],
  },
  { name: 'unused code', args: [tool('knip', 'bin', 'knip.js'), '--config', 'build/knip.json', '--no-progress'] },
];

/** Runs all checks, two at a time, says how each went, and counts them. */
export async function runChecks(node) {
  const waiting = [...checks];
  let failed = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { status, output } = await runQuietly(node, check.args);
      if (status !== 0) failed += 1;
      say(status === 0 ? `check: ${check.name} passed` : `check: ${check.name} FAILED\n${output.trimEnd()}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: checks.length - failed, failed, skipped: 0 };
}
