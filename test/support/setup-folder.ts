import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './open-studio.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a script is run with: what stands before it on Node's line, its environment, its own arguments. */
type RunOptions = { flags?: string[]; env?: NodeJS.ProcessEnv; args?: string[] };
type Ended = { status: number | null; out: string; err: string };

/** A project folder in which the scripts of build/ run for real on stand-ins for the packages that they start. */
export type SetupFolder = {
  path: string;
  write(file: string, text: string): void;
  /** The text of a file; '' where there is none. */
  read(file: string): string;
  /** Writes a program for the shell (not for Windows). */
  program(file: string, lines: string): void;
  /** Starts a script of the folder. */
  start(script: string, options?: RunOptions): { ended: Promise<Ended>; err(): string; stop(): void };
  /** Runs a script of the folder to its end. */
  run(script: string, options?: RunOptions): Promise<Ended>;
};

/** Makes such a folder, with no packages to install and an app that is built by writing `built` into out/; gone after the test. */
export function setupFolder(): SetupFolder {
  const path = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  cpSync(join(root, 'build'), join(path, 'build'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{}}');
  write('node_modules/.package-lock.json', '{"packages":{}}');
  write(
    'node_modules/electron-vite/bin/electron-vite.js',
    "require('node:fs').appendFileSync('out/built', 'built\\n'); console.log('a builder that talks');",
  );
  const start: SetupFolder['start'] = (script, options) => startIn(path, script, options);
  return {
    path,
    write,
    read: (file) => (existsSync(join(path, file)) ? readFileSync(join(path, file), 'utf8') : ''),
    program(file, lines) {
      write(file, `#!/bin/sh\n${lines}\n`);
      chmodSync(join(path, file), 0o755);
    },
    start,
    run: (script, options) => start(script, options).ended,
  };
}

function startIn(folder: string, script: string, { flags = [], env = {}, args = [] }: RunOptions = {}) {
  const child = spawn(process.execPath, [...flags, join(folder, script), ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder, npm_lifecycle_event: undefined, ...env },
    detached: process.platform !== 'win32',
  });
  onTestFinished(() => endWithAllItStarted(child));
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part.toString()));
  child.stderr.on('data', (part: Buffer) => err.push(part.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => resolve({ status, out: out.join(''), err: err.join('') })),
  );
  return { ended, err: () => err.join(''), stop: () => void child.kill('SIGTERM') };
}

/** Ends a process that leads a group of its own, and what is left of the group; on Windows the process alone. */
function endWithAllItStarted(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return void child.kill('SIGKILL');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
