import { createReadStream, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { LedgerInUseError, openApp } from '../../app.ts';
import { settableClock } from '../../platform/clock.ts';
import { stderrLog } from '../../platform/log.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { makeTemporaryFolder } from '../../platform/temporary-folders.ts';
import { appVersion } from '../app-version.ts';
import { answersInUse } from './answers-in-use.ts';
import { runScript, type ScriptAnswer } from './run-script.ts';
import { linesAsTheyCome, linesOf, NotJsonLinesError, parseJsonLine } from './script-lines.ts';

const usage = 'Usage: npm run -s script -- FILE [--data DIR]   (FILE: JSON lines; "-": standard input)';
const notJsonLines = 2;

/** The command line itself is wrong; the message holds what would be right. */
class UsageError extends Error {}

keepFilesPrivate();
process.exitCode = await main(process.argv.slice(2));

/** Runs the script that the arguments name; gives the exit status: 0, or 2 where there is no script of JSON lines. */
async function main(args: string[]): Promise<number> {
  // Whoever reads the answers may have seen enough (`| head`).
  process.stdout.on('error', () => process.exit());
  try {
    const { file, data } = optionsOf(args);
    // Standard input is answered line by line as it comes, so that another program can talk to the app.
    const lines =
      file === '-' ? linesAsTheyCome(createReadStream('', { fd: 0, encoding: 'utf8' })) : await linesOfFile(file);
    await inDataDir(data, (dataDir) => answer(dataDir, lines));
    return 0;
  } catch (error) {
    if (!(error instanceof NotJsonLinesError || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return notJsonLines;
  }
}

function optionsOf(args: string[]): { file: string; data: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } });
    const [file] = positionals;
    if (file !== undefined && positionals.length === 1) return { file, data: values.data };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  throw new UsageError(usage);
}

/** A file is checked whole before its first line runs. */
async function linesOfFile(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
  const lines = linesOf(text);
  for (const [place, line] of lines.entries()) parseJsonLine(line, place + 1);
  return lines;
}

/** Works in the folder named, or in a new temporary one that is gone afterwards. */
async function inDataDir(named: string | undefined, work: (dataDir: string) => Promise<void>): Promise<void> {
  if (named !== undefined) return work(named);
  const temporary = makeTemporary();
  try {
    await work(temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

function makeTemporary(): string {
  try {
    return makeTemporaryFolder('script');
  } catch {
    throw new UsageError(
      `The temporary folder ${tmpdir()} is not there, or can't be written. Make it, or name another one in TMPDIR (on Windows: TEMP).`,
    );
  }
}

async function answer(dataDir: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const clock = settableClock();
  try {
    const app = await openApp({ dataDir, host: 'script', clock, log: stderrLog, appVersion });
    try {
      for await (const line of runScript({ app, clock, log: stderrLog }, lines)) await write(line);
    } finally {
      await app.close();
    }
  } catch (error) {
    if (!(error instanceof LedgerInUseError)) throw error;
    process.stderr.write(`${error.message}\n`);
    for await (const line of answersInUse(error, lines)) await write(line);
  }
}

function write(line: ScriptAnswer): Promise<void> {
  return new Promise((resolve) => {
    if (process.stdout.write(`${JSON.stringify(line)}\n`)) resolve();
    else process.stdout.once('drain', resolve);
  });
}
